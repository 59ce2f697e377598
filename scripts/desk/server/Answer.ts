/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** An answer that is a sentence. */
export const sentence = (status: number, error: string): Answer => json({ error }, status);

export const notThere = sentence(404, 'There is nothing of this name at the desk.');

export const wrongMethod = (allowed: string): Answer => ({
  ...sentence(405, `This takes ${allowed}.`),
  headers: { Allow: allowed, 'Content-Type': 'application/json; charset=utf-8' },
});
