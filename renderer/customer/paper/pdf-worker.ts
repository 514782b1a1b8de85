// The half of pdf.js that takes a file apart; it runs in a worker of its own, as its own file under the page's policy.
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs';
