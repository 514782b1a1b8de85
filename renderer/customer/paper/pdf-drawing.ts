import { AnnotationMode, getDocument, type PDFPageProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from './pdf-worker.ts?worker&url';

/** Nothing on a page of text and rules comes near it; a file that asks for more is not drawn. */
const MOST_PIXELS = 40_000_000;

type ScriptUrls = { readonly createScriptURL: (url: string) => string };
declare global {
  interface Window {
    /** Trusted Types, where the browser has them; the page's policy asks for them. */
    readonly trustedTypes?: { readonly createPolicy: (name: string, rules: ScriptUrls) => ScriptUrls };
  }
}

let trusted: string | undefined;
/** The one script that may become a worker: the page's own. */
function workerAddress(): string {
  trusted ??=
    window.trustedTypes
      ?.createPolicy('vestibule-paper', {
        createScriptURL: (url) => {
          if (url !== workerUrl) throw new TypeError('no other script is a worker of this page');
          return url;
        },
      })
      .createScriptURL(workerUrl) ?? workerUrl;
  return trusted;
}

/** A page in points, from its upper left corner. */
export type Region = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type OpenPdf = {
  readonly pages: number;
  /** Draws that part of a page, `scale` pixels a point, on white, onto a canvas of its own. */
  readonly draw: (page: number, scale: number, region?: Region) => Promise<HTMLCanvasElement>;
  readonly size: (page: number) => Promise<{ readonly width: number; readonly height: number }>;
  readonly close: () => Promise<void>;
};

/**
 * Opens a PDF to be looked at and nothing more: no script of it runs, no link of it leads anywhere, no font, picture or
 * file is fetched, what was filled over it is not drawn. Rejects what is damaged.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const port = new Worker(workerAddress(), { type: 'module' });
  const worker = PDFWorker.create({ port });
  const close = async () => {
    await task.destroy();
    worker.destroy();
    port.terminate();
  };
  const task = getDocument({
    // The worker takes over what it is given.
    data: Uint8Array.from(bytes),
    worker,
    enableXfa: false,
    stopAtErrors: true,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: MOST_PIXELS,
    verbosity: 0,
  });
  const failed = new Promise<never>((_, reject) => {
    port.addEventListener('error', () => reject(new Error('the worker cannot run')));
  });
  try {
    const document = await Promise.race([task.promise, failed]);
    const pageOf = (page: number): Promise<PDFPageProxy> => document.getPage(page);
    return {
      pages: document.numPages,
      size: async (page) => {
        const { width, height } = (await pageOf(page)).getViewport({ scale: 1 });
        return { width, height };
      },
      draw: async (number, scale, region) => {
        const page = await pageOf(number);
        const whole = page.getViewport({ scale });
        const viewport = region
          ? page.getViewport({ scale, offsetX: -region.x * scale, offsetY: -region.y * scale })
          : whole;
        const canvas = window.document.createElement('canvas');
        canvas.width = Math.ceil(region ? region.width * scale : whole.width);
        canvas.height = Math.ceil(region ? region.height * scale : whole.height);
        if (canvas.width * canvas.height > MOST_PIXELS) throw new RangeError('a page too large to draw');
        const drawn = page.render({
          canvas,
          viewport,
          background: '#ffffff',
          annotationMode: AnnotationMode.DISABLE,
        });
        await Promise.race([drawn.promise, failed]);
        return canvas;
      },
      close,
    };
  } catch (failure) {
    await close();
    throw failure;
  }
}
