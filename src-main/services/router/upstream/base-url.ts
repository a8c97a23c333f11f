/** An upstream's base URL in the parts a request needs: a URL makes them anew whenever it is asked. */
export interface BaseUrl {
  readonly origin: string;
  /** Without a slash at its end. */
  readonly path: string;
}

/** @param url checked when the settings were read */
export function readBaseUrl(url: string): BaseUrl {
  const { origin, pathname } = new URL(url);
  return { origin, path: pathname.replace(/\/+$/, '') };
}
