/** Says below a table what was typed or pasted and not taken over. */
export function NotTaken({ words }: { words: string | null }) {
  return (
    <div role="status">
      {words ? (
        <p className="refusal" style={{ marginTop: 8 }}>
          {words}
        </p>
      ) : null}
    </div>
  );
}
