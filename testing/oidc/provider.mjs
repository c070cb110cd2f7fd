// oidc-provider on a free port of 127.0.0.1, for one client: code with PKCE,
// refresh tokens that work once, and a customer who agrees at once; or who
// declines, where login_hint=declines.
//
// Prints {"issuer":...} when it is ready. Ends when standard input ends, so
// that it never outlives the test that started it.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [, , clientId, clientSecret, redirectUri] = process.argv;

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

// Its own word on how it is set up goes where it disturbs nobody.
console.info = console.error;
console.warn = console.error;

function configuration() {
  return {
    clients: [{
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
    }],
    pkce: { required: () => true, methods: ['S256'] },
    rotateRefreshToken: true,
    cookies: { keys: ['of a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (ctx, interaction) => `/agree/${interaction.uid}` },
    findAccount: (ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub }),
    }),
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 86400,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: 86400,
      Session: 86400,
    },
  };
}

// What the customer says to the question at hand.
async function answer(provider, { prompt, params, session }) {
  if (params.login_hint === 'declines') {
    return { error: 'access_denied', error_description: 'declined' };
  }
  if (prompt.name === 'login') return { login: { accountId: 'customer' } };
  const grant = new provider.Grant({
    accountId: session.accountId,
    clientId: params.client_id,
  });
  grant.addOIDCScope(params.scope);
  return { consent: { grantId: await grant.save() } };
}

async function agree(provider, request, response) {
  try {
    const details = await provider.interactionDetails(request, response);
    await provider.interactionFinished(
      request, response, await answer(provider, details),
      { mergeWithLastSubmission: true });
  } catch (error) {
    response.writeHead(400).end(`${error.name}\n`);
  }
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (request.url.startsWith('/agree/')) {
      agree(provider, request, response);
    } else {
      handle(request, response);
    }
  });
  console.log(JSON.stringify({ issuer }));
});
