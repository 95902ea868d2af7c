export { addressOfId } from './content-id.js';
export { resolveIncludes } from './includes.js';
export { defaultMultipartLimits, type MultipartLimits } from './limits.js';
export { parseMediaType, type MediaType } from './media-type.js';
export { type Part, type PartHead } from './part.js';
export { readRelated, readRelatedOctets } from './read.js';
export { type RelatedMessage } from './related.js';
export { newContentId, writeRelated, type PartOut, type RelatedOut, type WrittenRelated } from './write.js';
