import type { OwnFiles } from '#lab';

type Placed = OwnFiles['files'][number];

/** Files chosen in a dialogue, with the folders they lie in where a folder was chosen. */
export const placed = (files: readonly File[]): Placed[] =>
  files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** What was dropped, folders opened; at most `most` files and one, so that too many can be told of. */
export async function dropped(data: DataTransfer, most: number): Promise<Placed[]> {
  const entries = [...data.items]
    .map((item) => item.webkitGetAsEntry?.())
    .filter((entry) => !!entry);
  if (entries.length === 0) return placed([...data.files]);
  const found: Placed[] = [];
  const waiting: FileSystemEntry[] = [...entries];
  while (waiting.length > 0 && found.length <= most) {
    const entry = waiting.shift()!;
    if (entry.isFile) found.push(await fileOf(entry as FileSystemFileEntry));
    else waiting.push(...(await listed(entry as FileSystemDirectoryEntry)));
  }
  return found;
}

const fileOf = (entry: FileSystemFileEntry): Promise<Placed> =>
  new Promise((resolve, refuse) => {
    const path = entry.fullPath.replace(/^\//, '');
    entry.file((file) => resolve({ path, file }), refuse);
  });

/** A folder tells of a hundred entries at a time, and of none when it has told of all. */
async function listed(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, refuse) =>
      reader.readEntries(resolve, refuse),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
