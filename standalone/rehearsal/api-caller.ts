import { setTimeout as pause } from 'node:timers/promises';

const RETRY_MS = 1_000;

/** An answer of the API that is no success, with the sentence it gave. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** One person's way to the API: plain HTTP requests, with the session's cookie once they are signed in. */
export class ApiCaller {
  private cookie: string | undefined;

  constructor(private readonly url: string) {}

  get<Answer>(path: string): Promise<Answer> {
    return this.send<Answer>('GET', path);
  }

  /** "Not recorded, try again in a minute" is taken at its word, as far as a busy machine makes it necessary. */
  async post<Answer>(path: string, body: object): Promise<Answer> {
    for (let triesLeft = 5; ; triesLeft -= 1) {
      try {
        return await this.send<Answer>('POST', path, JSON.stringify(body), 'application/json');
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 503 || triesLeft === 0) throw error;
        await pause(RETRY_MS);
      }
    }
  }

  put<Answer>(path: string, body: object): Promise<Answer> {
    return this.send<Answer>('PUT', path, JSON.stringify(body), 'application/json');
  }

  /** Sends a file with the fields beside it. */
  upload<Answer>(path: string, fields: Readonly<Record<string, string>>, file: File): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    return this.send<Answer>('POST', path, form);
  }

  private async send<Answer>(
    method: string,
    path: string,
    body?: string | FormData,
    contentType?: string,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(contentType ? { 'Content-Type': contentType } : {}),
        ...(this.cookie ? { Cookie: this.cookie } : {}),
      },
      ...(body === undefined ? {} : { body }),
    });
    this.keepCookie(response);
    const text = await response.text();
    const answer = text === '' ? undefined : (JSON.parse(text) as unknown);
    if (response.ok) return answer as Answer;
    const error = (answer as { error?: { message?: string } } | undefined)?.error;
    throw new Refused(
      response.status,
      error?.message ?? `${method} ${path} was answered ${response.status}.`,
    );
  }

  private keepCookie(response: Response): void {
    const [first] = response.headers.getSetCookie();
    if (first) this.cookie = first.split(';')[0];
  }
}
