/** HTML that may be put into HTML as it is. Made only by the `html` tag, which escapes everything else. */
export class Html {
  constructor(readonly markup: string) {}
}

type Piece = string | number | Html | readonly Html[];

/**
 * Template tag: text between the braces is escaped, `Html` is not. Names, comments and titles come from people, so
 * nothing else may build markup. html`<b>${'<i>'}</b>`.markup is "<b>&lt;i&gt;</b>".
 */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const markup = parts.map((part, index) => {
    const piece = pieces[index];
    return piece === undefined ? part : part + markupOf(piece);
  });
  return new Html(markup.join(''));
}

function markupOf(piece: Piece): string {
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === 'object') return piece.map((each) => each.markup).join('');
  return escapeHtml(String(piece));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
