import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

type Shown = { readonly screen: string; readonly step: number };

/** The least a page can be that shows what a program tells it: one WebSocket, one React state. */
function Floor() {
  const [{ screen, step }, show] = useState<Shown>({ screen: 'first', step: 0 });
  useEffect(() => {
    const socket = new WebSocket(`ws://${location.host}/`);
    socket.onmessage = ({ data }) => show(JSON.parse(String(data)) as Shown);
    return () => socket.close();
  }, []);
  return (
    <main data-screen={screen} data-step={step}>
      <h1>{screen}</h1>
    </main>
  );
}

const place = document.getElementById('root');
if (place) createRoot(place).render(<Floor />);
