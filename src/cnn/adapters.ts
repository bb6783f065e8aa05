import { inTime } from './in-time.ts';

/** A way to a graphics processor, and the name the browser gives that. */
export interface Adapter {
  runner: 'webgpu' | 'webgl';
  name: string;
}

/** Programs that pretend to be a graphics processor; one step on them may take seconds. */
const software =
  /swiftshader|llvmpipe|softpipe|lavapipe|basic render|software|warp\b|mesa offscreen/i;

/** Whether the name is that of a graphics processor, and not of a program that pretends to be one. */
export const isReal = ({ name }: Pick<Adapter, 'name'>) => name !== '' && !software.test(name);

/** What the browser answers, as far as it is asked here. */
interface Asked {
  gpu?: {
    requestAdapter(): Promise<{
      info?: { vendor?: string; architecture?: string; device?: string; description?: string };
      isFallbackAdapter?: boolean;
    } | null>;
  };
  OffscreenCanvas?: new (width: number, height: number) => { getContext(kind: 'webgl2'): unknown };
}

/** Milliseconds a browser has to name its graphics processors: some never answer. */
const PATIENCE = 1000;

/**
 * The graphics processors of this browser, the newer way first; what refuses to answer is not there.
 *
 * @param asked the browser; tests put another in its place
 */
export async function adapters(asked: Asked = browser()): Promise<Adapter[]> {
  const found: Adapter[] = [];
  const webgpu = await inTime(webgpuName(asked), PATIENCE).catch(() => undefined);
  if (webgpu !== undefined) found.push({ runner: 'webgpu', name: webgpu });
  const webgl = webglName(asked);
  if (webgl !== undefined) found.push({ runner: 'webgl', name: webgl });
  return found;
}

function browser(): Asked {
  const { gpu } = (globalThis.navigator ?? {}) as Asked;
  const { OffscreenCanvas } = globalThis as Asked;
  return { ...(gpu && { gpu }), ...(OffscreenCanvas && { OffscreenCanvas }) };
}

async function webgpuName({ gpu }: Asked): Promise<string | undefined> {
  try {
    const adapter = await gpu?.requestAdapter();
    if (!adapter) return undefined;
    const { vendor, architecture, device, description } = adapter.info ?? {};
    const words = [vendor, architecture, device, description].filter(Boolean);
    return adapter.isFallbackAdapter ? `software ${words.join(' ')}` : words.join(' ');
  } catch {
    return undefined;
  }
}

/** The part of WebGL that tells a name. */
interface Context {
  getExtension(name: string): { UNMASKED_RENDERER_WEBGL: number; loseContext(): void } | null;
  getParameter(name: number): unknown;
  readonly RENDERER: number;
}

function webglName({ OffscreenCanvas }: Asked): string | undefined {
  try {
    const context = OffscreenCanvas && (new OffscreenCanvas(1, 1).getContext('webgl2') as Context);
    if (!context) return undefined;
    const unmasked = context.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
    const name = String(context.getParameter(unmasked ?? context.RENDERER) ?? '');
    // Browsers keep only so many of them.
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return name;
  } catch {
    return undefined;
  }
}
