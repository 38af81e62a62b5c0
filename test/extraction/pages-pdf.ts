import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

/** What stands on a page; empty strings are not printed. */
export interface SimplePage {
  readonly top: string;
  readonly text: string;
  readonly foot: string;
}

/** Makes a PDF of simple pages, locked with a password when one is given. */
export function pagesPdf(pages: readonly SimplePage[], password?: string): Promise<Uint8Array> {
  return makePdf((pdf) => {
    for (const { top, text, foot } of pages) {
      pdf.addPage();
      if (top !== '') pdf.text(top, 60, 40, { width: 480, align: 'center' });
      if (text !== '') pdf.text(text, 60, 120, { width: 480 });
      if (foot !== '') pdf.text(foot, 60, 800, { width: 480, align: 'center' });
    }
  }, password);
}

/** Makes a page with a line of text and a large stamp over it, at an angle in degrees. */
export function stampedPdf(text: string, stamp: string, angle: number): Promise<Uint8Array> {
  return makePdf((pdf) => {
    pdf.addPage().text(text, 60, 120, { width: 480 });
    pdf
      .rotate(-angle, { origin: [120, 130] })
      .fontSize(50)
      .text(stamp, 100, 90, { lineBreak: false });
  });
}

/** Makes a page with a line of text and, above it, a text that was added as an annotation. */
export function annotatedPdf(text: string, note: string): Promise<Uint8Array> {
  return makePdf((pdf) => {
    pdf.addPage().text(text, 60, 120, { width: 480 });
    pdf.textAnnotation(60, 80, 200, 20, note);
  });
}

type Pdf = InstanceType<typeof PDFDocument>;

function makePdf(draw: (pdf: Pdf) => void, password?: string): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 20,
    autoFirstPage: false,
    ...(password === undefined ? {} : { userPassword: password, ownerPassword: password }),
  });
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
  });
  pdf.font(FONT).fontSize(12);
  draw(pdf);
  pdf.end();
  return done;
}
