// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace assay {

/// A place in an answer that another answer may have, too: a heading, a block of code, a table, a rule.
struct ScrollAnchor {
    QString key; ///< equal for the same kind of place: "h:options", "code:sql", "table"
    double y = 0; ///< from the top of the document
    friend bool operator==(const ScrollAnchor&, const ScrollAnchor&) = default;
};

/// Where the reader of one answer is in another one: the anchors both have, in order, are put on top of each other;
/// between two of them, and before the first and behind the last, in proportion. Pure.
double mapScroll(
    double y, const QList<ScrollAnchor>& from, double fromHeight, const QList<ScrollAnchor>& to, double toHeight);

} // namespace assay
