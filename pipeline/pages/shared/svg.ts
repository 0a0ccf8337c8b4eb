const SVG = 'http://www.w3.org/2000/svg';

/** An element of a picture. */
export function svgElement<Kind extends keyof SVGElementTagNameMap>(
  kind: Kind,
  set: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElementTagNameMap[Kind] {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(set)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
