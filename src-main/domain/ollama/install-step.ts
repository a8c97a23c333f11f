import { type Sentence, say } from '../sentence/sentence.ts';

/** Platforms as Node names them; any other gets the general step. */
export type Platform = 'win32' | 'darwin' | 'linux' | 'other';

export interface InstallStep {
  /** What to do, one sentence. */
  readonly text: Sentence;
  /** A command to paste, where there is one. */
  readonly command: string | undefined;
}

const INSTALL: Readonly<Record<Platform, InstallStep>> = {
  win32: {
    text: say`Install Ollama with winget, or with the installer from ollama.com/download.`,
    command: 'winget install --id Ollama.Ollama -e',
  },
  darwin: {
    text: say`Install Ollama with Homebrew, or with the app from ollama.com/download.`,
    command: 'brew install ollama',
  },
  linux: {
    text: say`Install Ollama with its own script, or with your distribution's package.`,
    command: 'curl -fsSL https://ollama.com/install.sh | sh',
  },
  other: { text: say`Install Ollama from ollama.com/download.`, command: undefined },
};

const UPDATE: Readonly<Record<Platform, InstallStep>> = {
  win32: { text: say`Update Ollama.`, command: 'winget upgrade --id Ollama.Ollama -e' },
  darwin: { text: say`Update Ollama.`, command: 'brew upgrade ollama' },
  linux: { text: say`Update Ollama.`, command: 'curl -fsSL https://ollama.com/install.sh | sh' },
  other: { text: say`Update Ollama from ollama.com/download.`, command: undefined },
};

function platformOf(name: string): Platform {
  return name === 'win32' || name === 'darwin' || name === 'linux' ? name : 'other';
}

/** How Ollama is installed here. @param platform `process.platform` */
export function installStep(platform: string): InstallStep {
  return INSTALL[platformOf(platform)];
}

/** How Ollama is brought up to date here. @param platform `process.platform` */
export function updateStep(platform: string): InstallStep {
  return UPDATE[platformOf(platform)];
}

/** One sentence for an error's remedy. */
export function describeStep({ text, command }: InstallStep): Sentence {
  return command === undefined ? text : say`${text} ${command}`;
}
