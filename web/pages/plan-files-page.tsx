import type { AttachmentProps } from './attachments.tsx';
import { PlanFormPage, type PlanFormProps } from './plan-form-page.tsx';

/** The files of a step, each with the address that removes it, and the form that adds one. */
export interface FilesPageProps extends Omit<PlanFormProps, 'title' | 'lead'> {
  readonly stepTitle: string;
  readonly files: readonly (AttachmentProps & { readonly sha256: string })[];
  readonly voids: boolean;
  readonly fault: string | undefined;
}

/** Attaches a file to a step and removes one; approvers decide on the files too. */
export function FilesPage(props: FilesPageProps): JSX.Element {
  const { t } = props.reader;
  const title = t('files.title', { title: props.stepTitle });
  return (
    <PlanFormPage
      {...props}
      title={title}
      lead={props.voids ? t('files.voids') : undefined}
      submit={t('files.add')}
      multipart
    >
      <Files {...props} />
      <FileField {...props} />
    </PlanFormPage>
  );
}

function Files({ reader: { t, format }, files }: FilesPageProps): JSX.Element {
  if (files.length === 0) return <p safe>{t('files.none')}</p>;
  return (
    <ul class="plain files">
      {files.map(({ name, bytes, path, sha256 }) => (
        <li>
          <a href={path} download={name} rel="noopener" safe>
            {name}
          </a>{' '}
          <small safe>{format.bytes(bytes)}</small>{' '}
          <button
            type="submit"
            class="link"
            name="remove"
            value={sha256}
            aria-label={t('files.remove', { name })}
            safe
          >
            {t('edit.remove')}
          </button>
        </li>
      ))}
    </ul>
  );
}

function FileField({ reader: { t }, fault }: FilesPageProps): JSX.Element {
  return (
    <div class="field">
      <label for="file" safe>
        {t('files.file')}
      </label>
      <p id="file-hint" class="hint" safe>
        {t('files.hint')}
      </p>
      {fault === undefined ? (
        ''
      ) : (
        <p id="file-fault" class="fault" safe>
          {fault}
        </p>
      )}
      <input
        type="file"
        id="file"
        name="file"
        aria-describedby={fault === undefined ? 'file-hint' : 'file-fault file-hint'}
        aria-invalid={fault === undefined ? undefined : 'true'}
      />
    </div>
  );
}
