/** What a notebook says without a prefix, and how values, errors and documentation look in it. */
package org.symm.notebook;
