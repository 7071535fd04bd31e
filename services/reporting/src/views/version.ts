/** Raised with every change of the views: it names their group, checkpoints and collections. */
export const viewsVersion = 3;
