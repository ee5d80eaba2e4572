// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/gatewaykeymodel.h"

#include "ui/gateway/gatewaydelegate.h"
#include "ui/gateway/gatewaytext.h"
#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plaintooltip.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

void GatewayKeyModel::setKeys(const QList<GatewayKeyRow>& keys, const QDateTime& now)
{
    m_now = now;
    const bool same = std::ranges::equal(
        keys, m_keys, {}, [](const GatewayKeyRow& row) { return row.key.id; },
        [](const GatewayKeyRow& row) { return row.key.id; });
    if (same) {
        m_keys = keys;
        if (!keys.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(keys.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_keys = keys;
    endResetModel();
}

int GatewayKeyModel::rowOf(const QString& id) const
{
    const auto found = std::ranges::find(m_keys, id, [](const GatewayKeyRow& row) { return row.key.id; });
    return found == m_keys.end() ? -1 : static_cast<int>(found - m_keys.begin());
}

int GatewayKeyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int GatewayKeyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

std::optional<GatewayKeyModel::Period> GatewayKeyModel::periodOf(const GatewayKeyRow& row, int column)
{
    switch (column) {
    case Day: return Period{row.spend.day, row.key.dayLimit};
    case Week: return Period{row.spend.week, row.key.weekLimit};
    case Month: return Period{row.spend.month, row.key.monthLimit};
    default: return std::nullopt;
    }
}

QString GatewayKeyModel::text(const GatewayKeyRow& row, int column) const
{
    if (const auto period = periodOf(row, column))
        return GatewayText::spent(period->spent, period->limit);
    switch (column) {
    case Name: return visibleCharacters(row.key.name);
    case MayUse: return GatewayText::mayUse(row.key);
    case LastUsed: return GatewayText::when(row.lastUsed, m_now);
    case State: return GatewayText::look(row, m_now).words;
    default: return {};
    }
}

QString GatewayKeyModel::toolTip(const GatewayKeyRow& row, int column) const
{
    if (const auto period = periodOf(row, column)) {
        const QString exact = Formats().exactMoney(period->spent);
        return period->limit ? tr("%1 spent, %2").arg(exact, GatewayText::left(period->spent, *period->limit))
                             : tr("%1 spent, no limit").arg(exact);
    }
    const auto full = [](const QDateTime& time) { return QLocale().toString(time.toLocalTime(), QLocale::LongFormat); };
    if (column == LastUsed && row.lastUsed)
        return full(*row.lastUsed);
    if (column == State && row.key.expiresAt)
        return tr("Expires %1").arg(full(*row.key.expiresAt));
    if (column == Name)
        return tr("Made %1; the key ends in %2").arg(full(row.key.createdAt), row.key.hint);
    return column == MayUse ? plainToolTip(GatewayText::mayUse(row.key)) : QString();
}

QVariant GatewayKeyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const GatewayKeyRow& row = m_keys[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::ToolTipRole: return toolTip(row, column);
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    case StrongRole: return column == Name;
    case SecondRole: return column == Name ? u"…"_s + row.key.hint : QVariant();
    case GlyphRole: return column == State ? static_cast<int>(GatewayText::look(row, m_now).glyph) : QVariant();
    case InkRole:
        if (column == State)
            return static_cast<int>(GatewayText::look(row, m_now).ink);
        return static_cast<int>(column == LastUsed ? CellInk::Muted : CellInk::Text);
    case ShareRole: {
        const auto period = periodOf(row, column);
        return period && period->limit ? GatewayText::share(period->spent, *period->limit) : QVariant();
    }
    default: return {};
    }
}

QVariant GatewayKeyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section >= Day && section <= Month)
        return tr("Days are counted in UTC, weeks from Monday. Simulated calls count nothing.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Key");
    case MayUse: return tr("May use");
    case Day: return tr("Spent today");
    case Week: return tr("This week");
    case Month: return tr("This month");
    case LastUsed: return tr("Last used");
    case State: return tr("State");
    default: return {};
    }
}

} // namespace assay
