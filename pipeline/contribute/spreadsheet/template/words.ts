/** How to fill the template in, for its first lines. */
export const INSTRUCTIONS = [
  'Fill in the tables record and claims; entities and events only for those that are not in sources/registry/.',
  'Then type: make import FILE=<this file>. What is wrong is told at its cell; nothing is written until all is right.',
  'A cell left empty means: not known, or the default of the codebook. Columns that you do not need may be deleted, and moved.',
  'Several values in one cell are separated by a bar: xi-jinping | Chinese Communist Party.',
  'stance: iso-US: negative | iso-CN: positive. relations: contradicts c05 | elaborates c02 (annotator).',
  'A third number takes columns of its own: quantities.3.value and so on; a second copy takes rows: source.copies.2.id and so on.',
  'A value for all claims stands in the table record under defaults., such as defaults.form.',
  'Lines that begin with "# " are notes and are not read.',
] as const;
