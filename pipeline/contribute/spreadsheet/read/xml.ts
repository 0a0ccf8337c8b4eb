import { SaxesParser } from 'saxes';

/** Attributes of an element, by their names without prefix. */
export type Attributes = Readonly<Record<string, string>>;

/** What a reader wants to hear of an XML text. Names of elements come without their prefix. */
interface XmlListener {
  open?: (name: string, attributes: Attributes) => void;
  /** @param text the text directly inside the element, without that of elements in it */
  close?: (name: string, text: string) => void;
}

/**
 * Reads an XML text.
 * @throws Error when it is not well formed
 */
export function readXml(xml: string, { open, close }: XmlListener): void {
  const parser = new SaxesParser();
  const texts: string[] = [];
  const add = (text: string): void => {
    if (texts.length > 0) texts[texts.length - 1] += text;
  };
  parser.on('opentag', ({ name, attributes }) => {
    texts.push('');
    open?.(
      bare(name),
      Object.fromEntries(Object.entries(attributes).map(([key, value]) => [bare(key), String(value)])),
    );
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => close?.(bare(name), texts.pop() ?? ''));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
