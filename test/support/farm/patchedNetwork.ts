/**
 * Node's network as VS Code's extension host has it: http, https, net and tls patched by VS Code's own agent, wired as its
 * extension host does. What is not a test's business is as VS Code's defaults are.
 */
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

import {
  LogLevel,
  type ProxyAgentParams,
  createHttpPatch,
  createNetPatch,
  createProxyResolver,
  createTlsPatch,
  resetCaches,
} from '@vscode/proxy-agent';

/** The settings of VS Code that matter. */
export interface NetworkSettings {
  /** `http.proxySupport` */
  readonly proxySupport: 'override' | 'fallback' | 'on' | 'off';
  /** `http.proxy`, e.g. `http://127.0.0.1:8080`. */
  readonly proxy: string | undefined;
  /** What the operating system trusts besides Node's own, as PEM; taken in where `http.systemCertificates` is on. */
  readonly systemCertificates: readonly string[];
  /** `http.experimental.systemCertificatesV2` */
  readonly certificatesV2: boolean;
}

/** Patches the modules until `restore` is called. `settings` is asked again for each request, as VS Code does. */
export function patchNetwork(settings: () => NetworkSettings): { restore(): void } {
  const silent = (): void => undefined;
  const params: ProxyAgentParams = {
    resolveProxy: () => Promise.resolve(undefined),
    getProxyURL: () => settings().proxy,
    getProxySupport: () => settings().proxySupport,
    getNoProxyConfig: () => [],
    isAdditionalFetchSupportEnabled: () => true,
    isWebSocketPatchEnabled: () => true,
    loadSystemCertificatesFromNode: () => true,
    addCertificatesV1: () => !settings().certificatesV2,
    addCertificatesV2: () => settings().certificatesV2,
    loadAdditionalCertificates: () => Promise.resolve([...settings().systemCertificates]),
    log: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
    getLogLevel: () => LogLevel.Off,
    proxyResolveTelemetry: silent,
    isUseHostProxyEnabled: () => false,
    env: {},
  };
  resetCaches();
  const { resolveProxyWithRequest } = createProxyResolver(params);
  const restores = [
    patch(http, createHttpPatch(params, { ...http }, resolveProxyWithRequest)),
    patch(https, createHttpPatch(params, { ...https }, resolveProxyWithRequest)),
    patch(net, createNetPatch(params, { ...net })),
    patch(tls, createTlsPatch(params, { ...tls })),
  ];
  return {
    restore: () => {
      for (const restore of restores) {
        restore();
      }
      resetCaches();
    },
  };
}

function patch(module: object, changes: object): () => void {
  const originals: unknown = Object.fromEntries(
    Object.entries(module).filter(([name]) => Object.hasOwn(changes, name)),
  );
  Object.assign(module, changes);
  return () => {
    Object.assign(module, originals);
  };
}
