// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/filterchoice.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <array>

namespace assay {

/// What of a filter can be set and removed alone.
enum class FilterPart : std::uint8_t {
    Words,
    Model,
    Provider,
    Date,
    CostAtLeast,
    CostAtMost,
    State,
    Project,
    Tag,
    Surface,
    Vote,
    Starred,
    Simulated,
};
inline constexpr std::array kFilterParts = {FilterPart::Words, FilterPart::Model, FilterPart::Provider,
    FilterPart::Date, FilterPart::CostAtLeast, FilterPart::CostAtMost, FilterPart::State, FilterPart::Project,
    FilterPart::Tag, FilterPart::Surface, FilterPart::Vote, FilterPart::Starred, FilterPart::Simulated};

bool isSet(const FilterChoice& choice, FilterPart part);
FilterChoice without(FilterChoice choice, FilterPart part);

/// Words about filters, the same in the window and on the command line.
class FilterText
{
    Q_DECLARE_TR_FUNCTIONS(assay::FilterText)

public:
    static QString partName(FilterPart part); ///< `Model`
    /// `model: gpt-6`, `last 7 days`, `at least $0.05`; empty where the part is not set.
    static QString words(const FilterChoice& choice, FilterPart part);
    /// All that is set, one after the other; empty for no filter.
    static QString sentence(const FilterChoice& choice);
    static QString periodName(FilterPeriod period); ///< `last 7 days`
    static QString stateName(LaneState state); ///< `truncated`
    static QString voteName(VotedAs vote); ///< `better`, as the buttons say it
    static QString surfaceName(const QString& surface); ///< `command line`
};

} // namespace assay
