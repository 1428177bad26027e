// biome-ignore-all format: generated
// Generated from the valibot schemas of packages/crm. Run: pnpm --filter @carmine/crm generate.

/** Every event on the wire, by short name. */
export interface CarmineWireEvents {
  readonly "shade.applied": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.shade.applied.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly sku: string;
      readonly product: "foundation" | "concealer" | "contour" | "bronzer" | "blush" | "highlighter" | "eyeshadow" | "brow" | "eyeliner" | "mascara" | "lip-liner" | "lipstick";
      readonly brand?: string;
      readonly line?: string;
      readonly hex: string;
      readonly second?: {
        readonly style: "ombre" | "two-tone";
        readonly hex: string;
      };
      readonly pans?: ReadonlyArray<{
        readonly zone: "lid" | "crease" | "outer" | "lower";
        readonly hex: string;
        readonly finish?: string;
      }>;
      readonly finish?: string;
      readonly coverage: number;
      readonly intensity: number;
    };
  };
  readonly "shade.removed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.shade.removed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly sku?: string;
      readonly product: "foundation" | "concealer" | "contour" | "bronzer" | "blush" | "highlighter" | "eyeshadow" | "brow" | "eyeliner" | "mascara" | "lip-liner" | "lipstick";
      readonly reason: "taken-off" | "replaced" | "cleared";
      readonly dwellMs?: number;
    };
  };
  readonly "shade.compared": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.shade.compared.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly shades: ReadonlyArray<{
        readonly sku: string;
        readonly product?: "foundation" | "concealer" | "contour" | "bronzer" | "blush" | "highlighter" | "eyeshadow" | "brow" | "eyeliner" | "mascara" | "lip-liner" | "lipstick";
      }>;
    };
  };
  readonly "shade.matched": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.shade.matched.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly matches: ReadonlyArray<{
        readonly sku: string;
        readonly dE00: number;
        readonly pWithin2: number;
        readonly pBest: number;
        readonly direction: "closest" | "lighter" | "darker" | "warmer" | "cooler" | "similar";
        readonly reasons: ReadonlyArray<{
          readonly key: string;
          readonly values: Readonly<Record<string, number | string>>;
        }>;
      }>;
      readonly abstained: boolean;
      readonly reason?: string;
      readonly range?: {
        readonly line: string;
        readonly skus: ReadonlyArray<string>;
        readonly p: number;
      };
      readonly query?: {
        readonly type: "foundation" | "concealer";
        readonly target: "match" | "lighter" | "deeper" | "warmer" | "cooler" | "brighten";
        readonly wish?: {
          readonly depth?: number;
          readonly warmth?: number;
          readonly even?: boolean;
        };
      };
      readonly skin: {
        readonly lab: readonly [number, number, number];
        readonly r90: number;
        readonly confidence: "high" | "medium" | "low" | "abstain";
        readonly undertone: "cool" | "neutral" | "warm" | "olive";
      };
    };
  };
  readonly "skin.scored": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.skin.scored.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "sensitive";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly model: {
        readonly id: string;
        readonly sha256: string;
      };
      readonly gates: ReadonlyArray<{
        readonly id: string;
        readonly level: "pass" | "warn" | "block";
        readonly value: number | null;
        readonly hint: string;
      }>;
      readonly skin: {
        readonly lab: readonly [number, number, number];
        readonly sigma: readonly [number, number, number];
        readonly r90: number;
        readonly ita: number;
        readonly mst: {
          readonly p: ReadonlyArray<number>;
        };
        readonly undertone: {
          readonly label: "cool" | "neutral" | "warm" | "olive";
          readonly p: {
            readonly cool: number;
            readonly neutral: number;
            readonly warm: number;
            readonly olive: number;
          };
        };
        readonly confidence: "high" | "medium" | "low" | "abstain";
      } | null;
      readonly measures: ReadonlyArray<{
        readonly id: string;
        readonly value: number | null;
        readonly unit: string;
        readonly score: number | null;
        readonly sem: number | null;
        readonly mdc?: number | null;
        readonly abstained: boolean;
        readonly reason?: string;
        readonly regions?: ReadonlyArray<{
          readonly id: string;
          readonly value: number;
          readonly score: number;
          readonly sem: number;
        }>;
        readonly parts?: ReadonlyArray<{
          readonly id: string;
          readonly value: number;
          readonly unit: string;
          readonly range?: readonly [number, number];
        }>;
        readonly smallest?: number | null;
      }>;
      readonly consent: {
        readonly required: ReadonlyArray<"skin_analysis" | "crm_share">;
        readonly heldBy: "host";
      };
    };
  };
  readonly "look.saved": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.look.saved.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly name?: string;
      readonly layers: ReadonlyArray<{
        readonly product: "foundation" | "concealer" | "contour" | "bronzer" | "blush" | "highlighter" | "eyeshadow" | "brow" | "eyeliner" | "mascara" | "lip-liner" | "lipstick";
        readonly sku?: string;
      }>;
    };
  };
  readonly "look.shared": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.look.shared.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly name?: string;
      readonly layers: ReadonlyArray<{
        readonly product: "foundation" | "concealer" | "contour" | "bronzer" | "blush" | "highlighter" | "eyeshadow" | "brow" | "eyeliner" | "mascara" | "lip-liner" | "lipstick";
        readonly sku?: string;
      }>;
      readonly via: "file" | "link" | "image" | "video" | "other";
    };
  };
  readonly "look.compared": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.look.compared.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly looks: ReadonlyArray<{
        readonly name?: string;
        readonly layers: ReadonlyArray<{
          readonly product: "foundation" | "concealer" | "contour" | "bronzer" | "blush" | "highlighter" | "eyeshadow" | "brow" | "eyeliner" | "mascara" | "lip-liner" | "lipstick";
          readonly sku?: string;
        }>;
      }>;
    };
  };
  readonly "session.started": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.session.started.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly source: "none" | "camera" | "photo" | "video" | "head";
    };
  };
  readonly "session.state": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.session.state.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly source: "none" | "camera" | "photo" | "video" | "head";
      readonly phase: "idle" | "loading" | "live" | "still" | "ended" | "error" | "closed";
      readonly face: "none" | "searching" | "found" | "lost";
    };
  };
  readonly "session.ended": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.session.ended.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly source: "none" | "camera" | "photo" | "video" | "head";
      readonly reason: "stopped" | "ended" | "replaced" | "closed";
      readonly durationMs: number;
    };
  };
  readonly "camera.requested": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.camera.requested.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly surface: "mirror" | "scan";
    };
  };
  readonly "camera.granted": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.camera.granted.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly surface: "mirror" | "scan";
      readonly width?: number;
      readonly height?: number;
    };
  };
  readonly "camera.denied": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.camera.denied.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly surface: "mirror" | "scan";
      readonly reason: "refused" | "blocked" | "not-found" | "busy" | "policy" | "insecure" | "unsupported";
    };
  };
  readonly "camera.stopped": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.camera.stopped.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly surface: "mirror" | "scan";
      readonly reason: "stopped" | "ended" | "replaced" | "closed";
      readonly durationMs?: number;
    };
  };
  readonly "perf.sampled": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.perf.sampled.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly sdkVersion: string;
      readonly backend: "webgpu" | "webgl2" | "cpu";
      readonly tier?: number;
      readonly seconds: number;
      readonly width: number;
      readonly height: number;
      readonly frames: {
        readonly shown: number;
        readonly missed: number;
      };
      readonly interval: {
        readonly p50: number;
        readonly p90: number;
        readonly p99: number;
      };
      readonly detect?: {
        readonly p50: number;
        readonly p90: number;
        readonly p99: number;
      };
      readonly render?: {
        readonly p50: number;
        readonly p90: number;
        readonly p99: number;
      };
    };
  };
  readonly "sdk.error": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.sdk.error.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly code: "camera-unsupported" | "camera-denied" | "camera-not-found" | "camera-busy" | "camera-ended" | "image-unreadable" | "image-too-small" | "image-too-large" | "video-unreadable" | "no-face" | "look-invalid" | "look-newer" | "storage-failed" | "recording-unsupported" | "catalogue-invalid" | "shade-unknown" | "asset-missing" | "asset-corrupt" | "model-invalid" | "worker-failed" | "gpu-unavailable" | "gpu-lost" | "browser-unsupported" | "browser-missing" | "file-unreadable" | "unsupported-format" | "invalid-argument" | "aborted" | "closed" | "internal";
      readonly message: string;
      readonly hint: string;
      readonly fatal: boolean;
    };
  };
  readonly "queue.dropped": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.queue.dropped.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly count: number;
      readonly reasons: {
        readonly full?: number;
        readonly expired?: number;
        readonly storage?: number;
        readonly rejected?: number;
        readonly refused?: number;
        readonly "too-large"?: number;
        readonly gone?: number;
      };
    };
  };
  readonly "experiment.exposed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.experiment.exposed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly experimentId: string;
      readonly variant: string;
      readonly unit: "session" | "browser" | "customer";
    };
  };
  readonly "environment.changed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.environment.changed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "internal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly uvBand: "low" | "moderate" | "high" | "very-high" | "extreme" | "unknown";
      readonly humidityBand: "dry" | "comfortable" | "humid" | "unknown";
      readonly tempBand: "cold" | "cool" | "mild" | "warm" | "hot" | "unknown";
      readonly city?: string;
      readonly provider: string;
      readonly observedAt: string;
    };
  };
  readonly "consent.updated": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.consent.updated.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly version: number;
      readonly policyVersion: string;
      readonly method: "widget" | "host" | "google-consent-mode" | "iab-tcf" | "gpc";
      readonly ageGate: "passed" | "unknown" | "minor";
      readonly purposes: {
        readonly camera_process: {
          readonly state: "granted" | "denied" | "unset";
          readonly ts: string | null;
        };
        readonly skin_analysis: {
          readonly state: "granted" | "denied" | "unset";
          readonly ts: string | null;
        };
        readonly crm_share: {
          readonly state: "granted" | "denied" | "unset";
          readonly ts: string | null;
        };
        readonly personalization: {
          readonly state: "granted" | "denied" | "unset";
          readonly ts: string | null;
        };
        readonly analytics: {
          readonly state: "granted" | "denied" | "unset";
          readonly ts: string | null;
        };
        readonly marketing: {
          readonly state: "granted" | "denied" | "unset";
          readonly ts: string | null;
        };
        readonly chat_analysis: {
          readonly state: "granted" | "denied" | "unset";
          readonly ts: string | null;
        };
        readonly location_coarse: {
          readonly state: "granted" | "denied" | "unset";
          readonly ts: string | null;
        };
      };
    };
  };
  readonly "consent.withdrawn": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.consent.withdrawn.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly version: number;
      readonly policyVersion: string;
      readonly method: "widget" | "host" | "google-consent-mode" | "iab-tcf" | "gpc";
      readonly ageGate: "passed" | "unknown" | "minor";
      readonly purposes: ReadonlyArray<"camera_process" | "skin_analysis" | "crm_share" | "personalization" | "analytics" | "marketing" | "chat_analysis" | "location_coarse">;
    };
  };
  readonly "product.viewed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.product.viewed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly sku: string;
      readonly product?: "foundation" | "concealer" | "contour" | "bronzer" | "blush" | "highlighter" | "eyeshadow" | "brow" | "eyeliner" | "mascara" | "lip-liner" | "lipstick";
      readonly category?: string;
      readonly brand?: string;
      readonly line?: string;
      readonly position?: number;
      readonly dwellMs?: number;
    };
  };
  readonly "product.added": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.product.added.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly sku: string;
      readonly quantity: number;
      readonly price: number;
      readonly currency: string;
      readonly attributedTo?: {
        readonly recId?: string;
        readonly tryonSession?: string;
      };
    };
  };
  readonly "order.completed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.order.completed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly orderRef: string;
      readonly items: ReadonlyArray<{
        readonly sku: string;
        readonly quantity: number;
        readonly price: number;
      }>;
      readonly currency: string;
      readonly total: number;
      readonly channel: "online" | "app" | "mini-program" | "counter" | "marketplace" | "other";
      readonly attributedTo?: {
        readonly recId?: string;
        readonly tryonSession?: string;
      };
    };
  };
  readonly "recommendation.shown": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.recommendation.shown.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly recId: string;
      readonly items: ReadonlyArray<{
        readonly sku: string;
        readonly reasons: ReadonlyArray<{
          readonly code: string;
          readonly evidenceRef: string;
          readonly weight?: number;
        }>;
      }>;
      readonly ruleSetVersion: string;
      readonly variant?: string;
    };
  };
  readonly "recommendation.opened": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.recommendation.opened.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly recId: string;
      readonly sku: string;
    };
  };
  readonly "recommendation.accepted": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.recommendation.accepted.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly recId: string;
      readonly sku: string;
    };
  };
  readonly "recommendation.rejected": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.recommendation.rejected.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly recId: string;
      readonly sku: string;
      readonly reason?: "wrong-shade" | "price" | "owned" | "not-for-me" | "other";
    };
  };
  readonly "chat.classified": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.chat.classified.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly chatId: string;
      readonly labels: {
        readonly polarity: "negative" | "neutral" | "positive";
        readonly intent: string;
        readonly confidence: number;
        readonly abstained?: "unsure" | "mixed";
      };
      readonly model?: string;
    };
  };
  readonly "faq.answered": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.faq.answered.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly locale?: string;
      readonly faqId: string;
      readonly margin: number;
    };
  };
  readonly "faq.abstained": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.faq.abstained.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly locale?: string;
      readonly nearest?: string;
      readonly margin: number;
    };
  };
  readonly "faq.escalated": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.faq.escalated.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly locale?: string;
      readonly faqId?: string;
      readonly to: "person" | "case";
      readonly caseId?: string;
      readonly question?: string;
    };
  };
  readonly "complaint.opened": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.complaint.opened.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly caseId: string;
      readonly kind: "shade-mismatch" | "irritation" | "effect" | "damaged" | "delivery" | "other";
      readonly tags: ReadonlyArray<string>;
      readonly sku?: string;
      readonly tryonSession?: string;
      readonly predicted?: {
        readonly dE00?: number;
        readonly pWithin2?: number;
        readonly confidence: "high" | "medium" | "low" | "abstain";
      };
      readonly stated?: "too-light" | "too-dark" | "too-warm" | "too-cool" | "too-red" | "too-grey" | "other";
      readonly light?: {
        readonly confidence: "high" | "medium" | "low";
        readonly cause?: "dark" | "bright" | "colour" | "contrast";
      };
      readonly severity: "low" | "normal" | "high";
      readonly channel: "online" | "app" | "mini-program" | "counter" | "phone" | "chat" | "other";
      readonly slaDueAt?: string;
    };
  };
  readonly "complaint.updated": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.complaint.updated.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly caseId: string;
      readonly status: "open" | "cause-found" | "fix-offered" | "called-back" | "verified" | "reopened";
      readonly owner?: string;
      readonly cause?: string;
      readonly slaDueAt?: string;
    };
  };
  readonly "complaint.closed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.complaint.closed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly caseId: string;
      readonly outcome: "exchanged" | "refunded" | "advised" | "no-fault" | "unreachable" | "other";
      readonly owner: string;
      readonly cause?: string;
      readonly followUpAt: string;
    };
  };
  readonly "callback.due": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.callback.due.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly caseId: string;
      readonly dueAt: string;
      readonly owner?: string;
    };
  };
  readonly "callback.done": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.callback.done.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly caseId: string;
      readonly at: string;
      readonly reached: boolean;
      readonly owner: string;
    };
  };
  readonly "csat.rated": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.csat.rated.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly rating: number;
      readonly caseId?: string;
      readonly recId?: string;
      readonly sku?: string;
      readonly channel: "online" | "app" | "mini-program" | "counter" | "phone" | "chat" | "other";
    };
  };
  readonly "lifecycle.changed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.lifecycle.changed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly ruleId: string;
      readonly evidence: ReadonlyArray<string>;
      readonly asOf: string;
      readonly from: "visitor" | "trial" | "new" | "active" | "lapsing" | "lapsed" | "won-back" | null;
      readonly to: "visitor" | "trial" | "new" | "active" | "lapsing" | "lapsed" | "won-back";
    };
  };
  readonly "lifecycle.declared": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.lifecycle.declared.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "sensitive";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly stage: "sensitive-skin" | "expecting";
      readonly applies: boolean;
    };
  };
  readonly "tag.changed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.tag.changed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly ruleId: string;
      readonly evidence: ReadonlyArray<string>;
      readonly asOf: string;
      readonly tag: string;
      readonly from: string | null;
      readonly to: string | null;
      readonly source: "declared" | "observed" | "derived";
      readonly expiresAt?: string;
    };
  };
  readonly "tier.changed": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.tier.changed.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly ruleId: string;
      readonly evidence: ReadonlyArray<string>;
      readonly asOf: string;
      readonly from: "diamond" | "platinum" | "gold" | "basic" | null;
      readonly to: "diamond" | "platinum" | "gold" | "basic";
    };
  };
  readonly "churn.flagged": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.churn.flagged.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly ruleId: string;
      readonly evidence: ReadonlyArray<string>;
      readonly asOf: string;
      readonly flag: "no-interaction" | "no-purchase";
      readonly raised: boolean;
      readonly since: string;
    };
  };
  readonly "privacy.export.requested": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.privacy.export.requested.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly requestId: string;
      readonly scope: "all" | "skin" | "tryon" | "service" | "purchases";
    };
  };
  readonly "privacy.erasure.requested": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.privacy.erasure.requested.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid: string;
    readonly sequence: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly actor?: {
        readonly anonId?: string;
        readonly customerRef?: string;
      };
      readonly requestId: string;
      readonly scope: "all" | "skin" | "tryon" | "service" | "purchases";
    };
  };
  readonly "privacy.erasure.done": {
    readonly specversion: "1.0";
    readonly id: string;
    readonly source: string;
    readonly type: "com.carmine.privacy.erasure.done.v1";
    readonly subject?: string;
    readonly time: string;
    readonly datacontenttype: "application/json";
    readonly dataschema: string;
    readonly sessionid?: string;
    readonly sequence?: string;
    readonly dataclassification: "personal";
    readonly consentver?: number;
    readonly consentpurposes?: string;
    readonly agegate?: "passed" | "unknown" | "minor";
    readonly expirytime?: string;
    readonly traceparent?: string;
    readonly data: {
      readonly requestId: string;
      readonly scope: "all" | "skin" | "tryon" | "service" | "purchases";
      readonly tables: number;
      readonly rows: number;
      readonly at: string;
    };
  };
}

/** Any of them, narrowed by `type`. */
export type CarmineWireEvent = CarmineWireEvents[keyof CarmineWireEvents];
