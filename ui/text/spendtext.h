// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/spendreport.h"
#include "core/stats/monthprojection.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace assay {

/// Words and documents about spend, the same in the window and on the command line.
class SpendText
{
    Q_DECLARE_TR_FUNCTIONS(assay::SpendText)

public:
    /// `$4.12 + 3 unpriced calls`; never a zero for what is not known.
    static QString total(const SpendTotal& total);
    /// The name of a member of a grouping: words where the key is empty.
    static QString label(SpendGrouping grouping, const QString& key);
    static QString groupingName(SpendGrouping grouping); ///< `Model`
    static QString groupingWord(SpendGrouping grouping); ///< `model`, inside a sentence
    /// How the costs of a row are known: `computed`, `mixed`, `unknown`.
    static QString source(const SpendRow& row);

    /// One line a row; amounts as exact decimal dollars, empty where nothing is known.
    static QString csv(const SpendReport& report);
    /// The document of docs/data-dictionary.md.
    static QJsonObject json(const SpendReport& report, bool withImports);
};

/// Where the period of a report ends; nothing when it does not hold today or it is too early to say.
std::optional<SpendProjection> projectionOf(const SpendReport& report);

} // namespace assay
