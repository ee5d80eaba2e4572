// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/queries/spendsums.h"
#include "core/history/spendtypes.h"

#include <memory>

namespace assay {

/// Whether the roll-ups hold what this filter asks for. They know who served, project, surface and whether a lane was
/// simulated; all else only the lanes themselves know.
bool rollupsAnswer(const HistoryFilter& filter);
/// Whether a group is among what is asked for, as far as a group can tell.
bool isWanted(const HistoryFilter& filter, const SpendGroup& group);

/// Where sums of spend come from: the roll-ups of the file, or lanes that were read one by one and summed alike. The
/// connection outlives it.
class SpendSource
{
public:
    /// For the filter of `query` and all days of `query`. Reads the lanes of these days if the roll-ups do not answer;
    /// but for the project, so that projects can be compared.
    static Result<SpendSource> open(const Connection& connection, const SpendQuery& query);

    bool isScanned() const { return m_scanned != nullptr; }
    Result<QHash<qint64, SpendGroup>> groups() const;
    Result<QHash<qint64, WideSum>> byGroup(SlotRange range) const;
    Result<QHash<std::pair<QString, qint64>, WideSum>> byTag(SlotRange range) const;
    Result<QMap<std::pair<qsizetype, qint64>, SlimSum>> byDay(const QList<qint64>& edges) const;
    Result<QMap<std::tuple<qsizetype, QString, qint64>, SlimSum>> byDayAndTag(const QList<qint64>& edges) const;

private:
    explicit SpendSource(const Connection& connection)
        : m_connection(&connection)
    {
    }

    const Connection* m_connection;
    std::shared_ptr<const SpendRollup> m_scanned;
};

} // namespace assay
