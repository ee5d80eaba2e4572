// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace assay {

/// One piece of a regular expression and what it does, in English.
struct RegexPiece {
    QString text;
    QString meaning;
    friend bool operator==(const RegexPiece&, const RegexPiece&) = default;
};

/// Cuts a pattern into pieces: anchors, groups, classes, escapes, literals, each with its quantifier. The texts joined
/// give the pattern. Covers the syntax that Perl-like engines share.
QList<RegexPiece> explainRegex(const QString& pattern);

/// The pattern that a prompt speaks of: between back-ticks or slashes, or a word that looks like one. Empty: none.
QString regexIn(const QString& prompt);

} // namespace assay
