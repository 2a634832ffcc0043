// @ts-check
/**
 * The shapes that every part of the form engine speaks of. No code: see docs/reference/compiled_form.md.
 *
 * @typedef {any[]} Ast
 * @typedef {string | (string | {expr: Ast})[] | null} Words
 *
 * @typedef {object} Def  one node of the compiled form
 * @property {"group"|"repeat"|"question"} kind
 * @property {string} name
 * @property {string} path
 * @property {string=} type
 * @property {number=} label
 * @property {number=} hint
 * @property {string=} appearance
 * @property {Ast=} relevant
 * @property {Ast=} required
 * @property {Ast=} readonly
 * @property {Ast=} constraint
 * @property {number=} constraint_message
 * @property {number=} required_message
 * @property {Ast=} calculate
 * @property {string|Ast=} default
 * @property {{target: string, value: Ast|string}[]=} triggers
 * @property {string=} list
 * @property {Ast[]=} filter
 * @property {true|{seed: Ast}=} randomize
 * @property {Record<string, string>=} parameters
 * @property {Def[]=} children
 * @property {Ast=} count
 * @property {number=} initial
 *
 * @typedef {object} Item  one choice
 * @property {string} value
 * @property {number|null} label
 *
 * @typedef {object} Compiled
 * @property {number} format
 * @property {string} root
 * @property {string} default_language
 * @property {string[]} languages
 * @property {Def[]} nodes
 * @property {Record<string, Item[]>} lists
 * @property {number=} title
 *
 * @typedef {object} Node  one place for an answer, or a choice seen as a small tree
 * @property {string} name
 * @property {Node|null} parent
 * @property {Node[]} children
 * @property {string} value
 * @property {boolean} on         relevant, together with everything above it
 * @property {Def=} def           absent on choices
 * @property {boolean=} required
 * @property {boolean=} locked
 * @property {boolean=} unasked       known beforehand: it keeps its answer and is not shown
 * @property {string=} seen       what a calculation with chance in it read when it was last worked out
 * @property {Record<string, Node[]>=} spare   entries set aside while a count has not settled
 * @property {string[]=} order     choices in the order they were shuffled into
 *
 * @typedef {string|number|boolean|Node[]} Value
 *
 * @typedef {object} Session  one form being filled
 * @property {Compiled} compiled
 * @property {Record<string, Words[]>} strings   by language
 * @property {string} language
 * @property {() => Date} clock
 * @property {Date} moment           what the clock said when the answers were last worked through
 * @property {() => number} random   from 0 up to 1
 * @property {Node} top              the document; its one child is the form's root
 * @property {Record<string, Node>} lists
 * @property {boolean=} settled      false when expressions chase one another in a ring
 *
 * @typedef {object} Where  what an expression is evaluated in
 * @property {Session} session
 * @property {Node} node
 * @property {Node} current   the node that owns the whole expression
 * @property {number=} position
 * @property {number=} size
 * @property {boolean=} every       true: a path into a repeat means all entries, even from inside one
 * @property {string[]=} reads      filled with what was read, when someone wants to know
 *
 * @typedef {{[name: string]: any}} Answers
 */
export {};
