import type { App } from '../types.ts';

/**
 * No certificate that failed is accepted, no client certificate chosen, no password given: pages open no connection
 * that could ask for one, so whoever asks is not ours. The host's own TLS is Node's and is not asked here.
 */
export function refuseCredentials(app: Pick<App, 'on'>, refused: (code: string) => void): void {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
    refused('certificate');
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
    refused('client certificate');
  });
  app.on('login', (event, _contents, _details, _authInfo, answer) => {
    event.preventDefault();
    answer();
    refused('login');
  });
}
