/**
 * Loaded before Portkey's gateway. It adds headers to what `fetch` gave it, which Node forbids and its server
 * library no longer hides: without this every streamed answer of its current release is a 500.
 */
const { fetch } = globalThis;
globalThis.fetch = async (...request) => {
  const { body, status, statusText, headers } = await fetch(...request);
  return new Response(body, { status, statusText, headers: new Headers(headers) });
};
