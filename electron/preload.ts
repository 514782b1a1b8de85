import { contextBridge, ipcRenderer } from 'electron';
import { CONNECT_CHANNEL, PORT_MESSAGE } from './ipc/channels.ts';

/**
 * What a page gets of the shell: one function without arguments. A port cannot cross the context bridge, so the page's
 * end of the line comes as a message of its own window (`renderer/bridge/port-carrier.ts`).
 */
ipcRenderer.on(PORT_MESSAGE, ({ ports }) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, [...ports]);
});

contextBridge.exposeInMainWorld('vestibule', {
  connect: (): void => ipcRenderer.send(CONNECT_CHANNEL),
});
