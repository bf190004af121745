export declare const CHROMIUM_PATH: string | undefined;
export declare const QUIET_FLAGS: string[];
export declare const SOFTWARE_GPU_FLAGS: string[];
