import type { Request, Response } from 'express';
import multer from 'multer';
import { DomainError } from '../../domain/errors';

export interface Upload {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly fields: Readonly<Record<string, unknown>>;
}

const MEGABYTE = 1024 * 1024;

export interface UploadLimits {
  readonly mostMegabytes: number;
  /** What to do with a larger file. */
  readonly whatNow: string;
}

const DATA_FILES: UploadLimits = { mostMegabytes: 128, whatNow: 'send it in parts, for example one a year' };

/** Takes in one file with its fields; called once it is known that the sender may send one. */
export async function readUpload(
  request: Request,
  response: Response,
  limits: UploadLimits = DATA_FILES,
): Promise<Upload> {
  const receive = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: limits.mostMegabytes * MEGABYTE, files: 1, fields: 20, fieldSize: MEGABYTE / 16 },
  }).single('file');
  await new Promise<void>((resolve, reject) => {
    receive(request, response, (error: unknown) => (error ? reject(refusalOf(error, limits)) : resolve()));
  });
  if (!request.file) {
    throw new DomainError(
      'invalid-input',
      'No file came with the request: send it as the field "file" of a form.',
    );
  }
  // Browsers send UTF-8; multer reads the name as Latin-1.
  const fileName = Buffer.from(request.file.originalname, 'latin1').toString('utf8');
  return {
    fileName: plainName(fileName),
    bytes: request.file.buffer,
    fields: request.body as Upload['fields'],
  };
}

function refusalOf(error: unknown, { mostMegabytes, whatNow }: UploadLimits): unknown {
  if (!(error instanceof multer.MulterError)) {
    const isBroken =
      error instanceof Error && /Unexpected end of form|Malformed part|Multipart/.test(error.message);
    return isBroken
      ? new DomainError('invalid-input', 'The upload broke off; nothing was loaded. Send the file again.')
      : error;
  }
  if (error.code === 'LIMIT_FILE_SIZE') {
    return new DomainError('invalid-input', `The file is larger than ${mostMegabytes} MB: ${whatNow}.`);
  }
  return new DomainError(
    'invalid-input',
    'Send one file as the field "file", with the fields kind and map beside it.',
  );
}

const plainName = (name: string): string =>
  name.replace(/[\p{Cc}\p{Surrogate}]/gu, '').slice(-120) || 'file.csv';
