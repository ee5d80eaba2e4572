// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace assay {

/// What is compared: words (spaces do not matter), whole lines, or JSON whatever the order of its keys.
enum class DiffUnit : std::uint8_t { Words, Lines, Json };

/// Part of one text: in both, or only in this one. `change` numbers the differences from 0; -1 for what is shared.
/// Each difference has one piece on both sides; it is empty where the other side only has more.
struct DiffPiece {
    qsizetype start = 0; ///< in UTF-16 units
    qsizetype length = 0;
    int change = -1;
    friend bool operator==(const DiffPiece&, const DiffPiece&) = default;
};

struct DiffSide {
    QString text; ///< as compared: JSON is indented and sorted
    QList<DiffPiece> pieces; ///< the whole text in order
    qsizetype units = 0; ///< words or lines
    qsizetype only = 0; ///< those that only this side has
};

struct TextDiff {
    DiffUnit unit = DiffUnit::Words;
    DiffSide left;
    DiffSide right;
    int changes = 0;
    bool coarse = false; ///< the texts are too long and too different: what is in between counts as changed whole
    /// Share of units of both sides that both have, in [0, 1]; 1 for two empty texts.
    double sameShare() const;
};

struct DiffOptions {
    DiffUnit unit = DiffUnit::Words;
    bool ignoreCase = false;
};

/// The difference of two texts, with bounded work (Myers 1986, "An O(ND) Difference Algorithm", to a limit, then by
/// line first). Json falls back to Lines if a side is no JSON. Pure.
TextDiff diffTexts(const QString& left, const QString& right, const DiffOptions& options = {});

/// The unit that fits both texts: JSON if both are, lines if both are mostly code, words otherwise.
DiffUnit fittingUnit(const QString& left, const QString& right);

/// Numbers, in the order of the text, that stand only in `text` and not in `other`.
QStringList numbersOnlyIn(const QString& text, const QString& other, int most = 12);

/// For a terminal or a mail: `[-only left-]` and `{+only right+}` in one text, in the way of `git diff --word-diff`.
QString plainDiff(const TextDiff& diff);

/// The pieces of one side: `text`, and `change`, its number, null for what is shared.
QJsonArray toJson(const DiffSide& side);

} // namespace assay
