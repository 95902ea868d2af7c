import type { Plan } from '../model/entry.js';
import type { PlanMood, PlannedActivity } from '../model/planned.js';
import { medicationView } from '../medications/medication.view.js';
import { observedValueLines } from '../observed/observed.view.js';
import {
  carriedLines,
  codedLines,
  codedListLines,
  momentLines,
  noteLines,
  peopleLines,
  periodLines,
  statusFlags,
  statusLines,
  textLines,
} from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, type EntryView } from '../view/entry-view.js';
import { line, linesIf, mainLine } from '../view/line.js';
import type { Line, RowView } from '../view/view-model.js';
import type { ViewScope } from '../view/view-scope.js';

/** A plan of care to people; its activities follow it, set in. */
export const planView: EntryView<Plan> = {
  columns: [
    { key: 'plan', title: 'plannedAct', share: 7 },
    { key: 'period', title: 'period', share: 3 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'aims', title: 'aims', share: 4 },
    { key: 'people', title: 'performer', share: 4 },
    { key: 'notes', title: 'notes', share: 3 },
  ],
  rows(entry, scope) {
    const { category, title, description, status, mood, period, created, authors, addresses, goals, ...more } =
      ownParts(entry);
    const { activities, notes, ...rest } = more;
    nothingLeft(rest);
    const named = title ?? description;
    return [
      row(
        {
          plan: [
            ...(named === undefined ? [] : [{ ...textLines(named, scope)[0]!, tone: 'main' as const }]),
            ...(title === undefined ? [] : textLines(description, scope)),
            ...codedLines(category, scope, 'category'),
          ],
          period: [...periodLines(period, scope), ...momentLines(created, scope, 'created')],
          status: [...moodLines(mood, scope), ...statusLines(status, scope)],
          aims: [...codedListLines(addresses, scope, 'reason'), ...codedListLines(goals, scope, 'goal')],
          people: authors.map((author) => ({
            label: scope.words.labels.author,
            ...peopleLines([author], scope)[0]!,
          })),
          notes: noteLines(notes, scope),
        },
        { flags: statusFlags(status, scope) },
      ),
      ...activities.flatMap((activity) => activityRows(activity, scope)),
    ];
  },
};

/** One thing that is to be done. Its identifiers are those of the statement, which nobody reads. */
function activityRows({ identifiers: _identifiers, ...activity }: PlannedActivity, scope: ViewScope): RowView[] {
  const {
    class: kind,
    mood,
    code,
    status,
    period,
    description,
    reasons,
    outcomes,
    performers,
    medication,
    target,
    ...rest
  } = activity;
  nothingLeft(rest);
  const { labels, planned } = scope.words;
  const taken = medication === undefined ? [] : medicationView.rows(medication, scope);
  return [
    row(
      {
        plan: [
          ...linesIf(code, (coded) => mainLine(codedText(coded, scope))),
          ...linesIf(target, (value) =>
            observedValueLines(value, scope).map((each) => ({ label: labels.target, ...each })),
          ),
          ...textLines(description, scope),
          line(`(${planned[kind]})`),
          ...taken.flatMap(({ cells }) => Object.values(cells).flat()),
        ],
        period: periodLines(period, scope),
        status: [...moodLines(mood, scope), ...statusLines(status, scope)],
        aims: [
          ...codedListLines(reasons, scope, 'reason'),
          ...outcomes.flatMap((outcome) => ({ label: labels.outcome, ...line(codedText(outcome, scope)) })),
        ],
        people: peopleLines(performers, scope),
        notes: medication === undefined ? [] : carriedLines(medication, scope),
      },
      { depth: 1, flags: [...statusFlags(status, scope), ...taken.flatMap(({ flags }) => flags)] },
    ),
  ];
}

function moodLines(mood: PlanMood | undefined, scope: ViewScope): readonly Line[] {
  return linesIf(mood, (each) => line(scope.words.moods[each]));
}
