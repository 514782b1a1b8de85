import '../zod.ts';
import '../ui/styles.ts';
import './bench.css';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { takeIdentity } from '../bridge/token.ts';
import { BenchPage } from './bench-page.tsx';
import { BenchStore } from './store.ts';

const identity = takeIdentity(document);
const place = document.getElementById('root');
if (identity && place) {
  const client = connect(identity);
  createRoot(place).render(<BenchPage client={client} store={new BenchStore(client)} />);
}
