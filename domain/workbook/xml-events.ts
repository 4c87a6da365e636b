import { DomainError } from '../errors';

/** What an XML text holds, one after the other; names without their namespace prefix. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Reads the XML that spreadsheets write, in one pass. An element that closes itself opens and closes. Declarations of
 * types and entities are refused: workbooks have none, so that nothing can be fetched from elsewhere or blown up.
 *
 * Example: `<a x="1">b &amp; c</a>` is open a, text "b & c", close a.
 */
export function* xmlEvents(xml: string): Generator<XmlEvent> {
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    if (tag !== at) {
      const text = xml.slice(at, tag < 0 ? xml.length : tag);
      yield { kind: 'text', text: unescaped(text) };
      if (tag < 0) return;
    }
    if (xml.startsWith('<!--', tag)) at = after('-->', tag);
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(']]>', tag);
      yield { kind: 'text', text: xml.slice(tag + 9, at - 3) };
    } else if (xml.startsWith('<?', tag)) at = after('?>', tag);
    else if (xml.startsWith('<!', tag)) throw foreign();
    else {
      at = after('>', tag);
      yield* element(xml.slice(tag + 1, at - 1));
    }
  }

  function after(mark: string, from: number): number {
    const found = xml.indexOf(mark, from);
    if (found < 0) throw cutOff();
    return found + mark.length;
  }
}

function* element(inside: string): Generator<XmlEvent> {
  if (inside.startsWith('/')) {
    yield { kind: 'close', name: plainName(inside.slice(1).trim()) };
    return;
  }
  const isClosed = inside.endsWith('/');
  const body = isClosed ? inside.slice(0, -1) : inside;
  const space = body.search(/\s/);
  const name = plainName(space < 0 ? body : body.slice(0, space));
  yield { kind: 'open', name, attributes: space < 0 ? '' : body.slice(space) };
  if (isClosed) yield { kind: 'close', name };
}

/**
 * The value of an attribute by its name without prefix; null where there is none.
 *
 * Example: of ` r:id="rId1" name="Sales"`, "id" is "rId1".
 */
export function attribute(attributes: string, name: string): string | null {
  const found = patternOf(name).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? null : unescaped(value);
}

const patterns = new Map<string, RegExp>();

function patternOf(name: string): RegExp {
  const known = patterns.get(name) ?? new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  patterns.set(name, known);
  return known;
}

const plainName = (name: string): string => name.slice(name.indexOf(':') + 1);

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const foreign = (): DomainError =>
  new DomainError(
    'invalid-input',
    'The workbook declares types or entities of its own, which no spreadsheet program writes: save it anew as "Excel workbook (.xlsx)" and send that.',
  );

const cutOff = (): DomainError =>
  new DomainError(
    'invalid-input',
    'The workbook breaks off in the middle: save it again in the spreadsheet program and send that.',
  );
