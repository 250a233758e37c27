#!/usr/bin/env node
// Here and not in dist/, so that package managers find it to link before the package is built.
import '../dist/bin.js';
