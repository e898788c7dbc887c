#!/usr/bin/env node
console.log("hi kam", process.argv.slice(2))
