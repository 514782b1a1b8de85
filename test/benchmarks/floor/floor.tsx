import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The least a page can be: one WebSocket, one React state, one word. */
function Floor() {
  const [word, setWord] = useState('');
  useEffect(() => {
    const socket = new WebSocket(`ws://${location.host}/`);
    socket.onmessage = (event) => setWord(String(event.data));
    return () => socket.close();
  }, []);
  return <p data-screen={word}>{word}</p>;
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Floor />);
