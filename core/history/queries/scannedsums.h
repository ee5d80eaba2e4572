// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/queries/spendsums.h"

namespace assay {

// The sums of spendsums.h, from lanes that were read instead of from the roll-ups. Numbers of groups are indexes of
// `rollup.groups()`.
QHash<qint64, SpendGroup> scannedGroups(const SpendRollup& rollup);
QHash<qint64, WideSum> scannedByGroup(const SpendRollup& rollup, SlotRange range);
QHash<std::pair<QString, qint64>, WideSum> scannedByTag(const SpendRollup& rollup, SlotRange range);
QMap<std::pair<qsizetype, qint64>, SlimSum> scannedByDay(const SpendRollup& rollup, const QList<qint64>& edges);
QMap<std::tuple<qsizetype, QString, qint64>, SlimSum> scannedByDayAndTag(
    const SpendRollup& rollup, const QList<qint64>& edges);

} // namespace assay
