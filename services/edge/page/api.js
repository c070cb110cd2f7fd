// What the page asks of its server. Every failure is a Failure with the reason
// that the server gave, or NETWORK.

export class Failure extends Error {
  constructor(reason, field = "") {
    super(reason);
    this.reason = reason;
    this.field = field;
  }
}

let token = "";

async function ask(path, options) {
  let response;
  let body;
  try {
    response = await fetch(`/connect/api/${path}`, {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      ...options,
    });
    body = await response.json();
  } catch (error) {
    throw new Failure("NETWORK");
  }
  if (!response.ok) throw new Failure(body.reason || "INTERNAL", body.field);
  if (body.csrfToken) token = body.csrfToken;
  return body;
}

function post(path, body) {
  return ask(path, {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-CSRF-Token": token},
    body: JSON.stringify(body),
  });
}

export const api = {
  open: (secret, returnUrl) => post("open", {secret, returnUrl}),
  session: () => ask("session", {}),
  credentials: (form) => post("credentials", form),
  authorize: (form) => post("authorize", form),
  done: () => post("done", {}),
};
