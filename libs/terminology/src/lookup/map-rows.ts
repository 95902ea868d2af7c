import type { IndexColumns } from '../index-file/decode.js';
import { relationships, type Directory, type FormEntry } from '../index-file/directory.js';
import { rowFields } from '../index-file/layout.js';
import { hasForm, rankOfForm } from './code-form.js';
import type { StringTable } from './string-table.js';
import type { MapRow, Provenance } from './terminology.js';

/** What reading a map row needs of its index. */
export interface MapRowsParts {
  readonly directory: Directory;
  readonly columns: IndexColumns;
  readonly strings: StringTable;
  readonly origins: readonly Provenance[];
  /** System and code of a concept, by its place. */
  readonly nameOf: (concept: number) => { readonly system: string; readonly code: string };
}

/** The map rows of an index. */
export class MapRows {
  private readonly formsOfSystem = new Map<number, FormEntry[]>();

  constructor(private readonly parts: MapRowsParts) {
    for (const form of parts.directory.forms) {
      const forms = this.formsOfSystem.get(form.system) ?? [];
      this.formsOfSystem.set(
        form.system,
        [...forms, form].sort((a, b) => rankOfForm(a.form) - rankOfForm(b.form)),
      );
    }
  }

  /** The rows of a concept, by its place. */
  ofConcept(concept: number): MapRow[] {
    const { conceptRows } = this.parts.columns;
    const found: MapRow[] = [];
    for (let row = conceptRows[concept]!; row < conceptRows[concept + 1]!; row++) found.push(this.rowAt(row));
    return found;
  }

  /** The rows of the most particular form that a code of a system has. */
  ofForm(system: number, code: string): MapRow[] {
    const forms = this.formsOfSystem.get(system) ?? [];
    const best = forms.find(({ form }) => hasForm(code, form));
    return forms.filter(({ form }) => form === best?.form).map((form) => this.formRow(form, code));
  }

  /** The row of a form for one code; forms keep the code and have no display. */
  formRow({ targetSystem, targetVersion, scope, origin, row }: FormEntry, code: string): MapRow {
    const { directory, origins } = this.parts;
    return {
      system: directory.systems[targetSystem]!.uri,
      code,
      ...(targetVersion !== undefined && { version: targetVersion }),
      ...(scope !== undefined && { scope }),
      relationship: 'equivalent',
      source: origins[origin]!,
      row,
    };
  }

  private rowAt(place: number): MapRow {
    const { columns, strings, origins, nameOf } = this.parts;
    const at = place * rowFields.length;
    const field = (name: keyof typeof rowFields): number => columns.rows[at + rowFields[name]]!;
    const version = strings.optional(field('targetVersion'));
    const display = strings.optional(field('targetDisplay'));
    const sourceDisplay = strings.optional(field('sourceDisplay'));
    const scope = strings.optional(field('scope'));
    return {
      ...nameOf(field('target')),
      ...(version !== undefined && { version }),
      ...(display !== undefined && { display }),
      ...(sourceDisplay !== undefined && { sourceDisplay }),
      ...(scope !== undefined && { scope }),
      relationship: relationships[field('relationship')]!,
      source: origins[field('origin')]!,
      row: field('row'),
    };
  }
}
