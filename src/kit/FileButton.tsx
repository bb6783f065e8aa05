interface Props {
  label: string;
  /** Endings or types, as the browser's dialogue takes them. */
  accept?: string;
  multiple?: boolean;
  /** Lets a whole folder be chosen, where the browser can. */
  folder?: boolean;
  disabled?: boolean;
  onFiles(files: File[]): void;
}

/** Lets a reader choose files of their own; looks like a plain button, and the same file can be chosen twice. */
export function FileButton({ label, accept, multiple, folder, disabled, onFiles }: Props) {
  return (
    <label className={disabled ? 'plain win file is-off' : 'plain win file'}>
      {label}
      <input
        type="file"
        className="hide"
        accept={accept}
        multiple={multiple || folder}
        disabled={disabled}
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </label>
  );
}
