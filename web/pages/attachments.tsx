import type { PageReader } from '../page-reader.ts';

/** A file of a step with the address it is downloaded from; `bytes` is its size. */
export interface AttachmentProps {
  readonly name: string;
  readonly bytes: number;
  readonly path: string;
}

/** The files of a step as downloads; nothing when there are none. */
export function Attachments({
  reader,
  attachments,
}: {
  readonly reader: PageReader;
  readonly attachments: readonly AttachmentProps[];
}): JSX.Element {
  if (attachments.length === 0) return '';
  const { t, format } = reader;
  return (
    <div class="attachments">
      <h3 safe>{t('attachments.title')}</h3>
      <ul class="plain">
        {attachments.map(({ name, bytes, path }) => (
          <li>
            <a href={path} download={name} rel="noopener" safe>
              {name}
            </a>{' '}
            <small safe>{format.bytes(bytes)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
