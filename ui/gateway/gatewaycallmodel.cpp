// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/gatewaycallmodel.h"

#include "ui/gateway/gatewaydelegate.h"
#include "ui/gateway/gatewaytext.h"
#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/plaintooltip.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool wentWrong(const GatewayCallRow& call)
{
    return !call.refusal.isEmpty() || call.state == LaneState::Failed || call.state == LaneState::Indeterminate
        || call.error == ErrorKind::BudgetExceeded;
}

bool isNumber(int column)
{
    return column >= GatewayCallModel::FirstToken && column != GatewayCallModel::Stop;
}

} // namespace

void GatewayCallModel::setCalls(const QList<GatewayCallRow>& calls, const QDateTime& now)
{
    m_calls = calls;
    m_now = now;
    refill();
}

void GatewayCallModel::setErrorsOnly(bool only)
{
    m_errorsOnly = only;
    refill();
}

bool GatewayCallModel::canStop(int row) const
{
    return row >= 0 && row < m_shown.size() && !isTerminal(m_shown[row].state);
}

qsizetype GatewayCallModel::running() const
{
    return std::ranges::count_if(m_calls, [](const GatewayCallRow& call) { return !isTerminal(call.state); });
}

qsizetype GatewayCallModel::errors() const
{
    return std::ranges::count_if(m_calls, wentWrong);
}

/// New calls come in at the top and old ones leave at the end; only what is between is known already.
void GatewayCallModel::refill()
{
    QList<GatewayCallRow> next;
    std::ranges::copy_if(m_calls, std::back_inserter(next),
        [this](const GatewayCallRow& call) { return !m_errorsOnly || wentWrong(call); });
    const auto idOf = [](const GatewayCallRow& call) { return call.runId; };
    const auto first = m_shown.isEmpty() ? next.end() : std::ranges::find(next, m_shown.first().runId, idOf);
    const auto fresh = static_cast<int>(first - next.begin());
    const auto kept = qMin(next.size() - fresh, m_shown.size());
    const bool isSame = kept > 0
        && std::equal(next.begin() + fresh, next.begin() + fresh + kept, m_shown.begin(),
            [&](const GatewayCallRow& a, const GatewayCallRow& b) { return a.runId == b.runId; });
    if (!isSame) {
        beginResetModel();
        m_shown = next;
        endResetModel();
        return;
    }
    if (m_shown.size() > kept) {
        beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(m_shown.size()) - 1);
        m_shown.resize(kept);
        endRemoveRows();
    }
    if (fresh > 0) {
        beginInsertRows({}, 0, fresh - 1);
        m_shown = next.first(fresh) + m_shown;
        endInsertRows();
    }
    if (next.size() > m_shown.size()) {
        beginInsertRows({}, static_cast<int>(m_shown.size()), static_cast<int>(next.size()) - 1);
        m_shown = next;
        endInsertRows();
    }
    m_shown = next;
    Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_shown.size()) - 1, ColumnCount - 1));
}

int GatewayCallModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int GatewayCallModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString GatewayCallModel::text(const GatewayCallRow& call, int column) const
{
    const Formats formats;
    const auto time = [&](const std::optional<std::chrono::microseconds>& value) {
        return value ? formats.duration(*value) : u"–"_s;
    };
    const auto orNone = [](const QString& words) { return words.isEmpty() ? u"–"_s : visibleCharacters(words); };
    switch (column) {
    case Start: {
        const QDateTime local = call.startedAt.toLocalTime();
        return local.date() == m_now.toLocalTime().date() ? QLocale().toString(local.time(), u"HH:mm:ss"_s)
                                                          : GatewayText::when(call.startedAt, m_now);
    }
    case Key: return orNone(call.keyName);
    case Model: return orNone(call.model.isEmpty() ? call.path : call.model);
    case Way: // of calls from before it was kept, the ledger does not know the format
        if (!call.refusal.isEmpty())
            return GatewayText::reason(call);
        return call.format.isEmpty() ? orNone(call.servedBy)
                                     : u"%1 → %2"_s.arg(GatewayText::format(call.format), orNone(call.servedBy));
    case State: return GatewayText::look(call).words;
    case FirstToken: return time(call.firstToken);
    case Total: return time(call.total);
    case Tokens: return GatewayText::tokens(call);
    case CostColumn: return GatewayText::cost(call);
    default: return {};
    }
}

QString GatewayCallModel::toolTip(const GatewayCallRow& call, int column) const
{
    if (!call.refusal.isEmpty() && column != Start)
        return plainToolTip(call.times > 1
                ? tr("%1 (%n times, last at %2)", nullptr, static_cast<int>(call.times))
                      .arg(call.refusal, QLocale().toString(call.lastAt.toLocalTime().time(), u"HH:mm:ss"_s))
                : call.refusal);
    if (column == Stop)
        return isTerminal(call.state) ? QString() : tr("Stop this call (Del)");
    if (column == CostColumn)
        return GatewayText::costDetail(call);
    if (column == Way)
        return GatewayText::path(call.format);
    if (column == Start)
        return QLocale().toString(call.startedAt.toLocalTime(), QLocale::LongFormat);
    return plainToolTip(text(call, column));
}

QVariant GatewayCallModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const GatewayCallRow& call = m_shown[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(call, column);
    case Qt::ToolTipRole: return toolTip(call, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case MonoRole: return column == Model || column == Start;
    case Qt::AccessibleTextRole:
        return column == Stop && !isTerminal(call.state) ? tr("Stop this call") : text(call, column);
    case GlyphRole:
        if (column == Stop)
            return isTerminal(call.state) ? QVariant() : QVariant(static_cast<int>(Glyph::Stopped));
        return column == State ? static_cast<int>(GatewayText::look(call).glyph) : QVariant();
    case InkRole:
        if (column == State)
            return static_cast<int>(GatewayText::look(call).ink);
        return static_cast<int>(column == Start ? CellInk::Muted : CellInk::Text);
    default: return {};
    }
}

QVariant GatewayCallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Start: return tr("Start");
    case Key: return tr("Key");
    case Model: return tr("Asked for");
    case Way: return tr("Format → served by");
    case State: return tr("State");
    case FirstToken: return tr("First token");
    case Total: return tr("Time");
    case Tokens: return tr("In / out");
    case CostColumn: return tr("Cost");
    case Stop: return {};
    default: return {};
    }
}

} // namespace assay
