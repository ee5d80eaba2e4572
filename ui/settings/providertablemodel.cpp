// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/providertablemodel.h"

#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/plaintooltip.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool isNumeric(int column)
{
    return column == ProviderTableModel::Models || column == ProviderTableModel::Spent;
}

} // namespace

void ProviderTableModel::setRows(const QList<ProviderRow>& rows)
{
    beginResetModel();
    m_rows = rows;
    std::ranges::stable_partition(m_rows, [](const ProviderRow& row) { return row.state == ProviderState::Ready; });
    endResetModel();
}

void ProviderTableModel::setTest(const QString& endpointId, const LastTest& test)
{
    m_tests.insert(endpointId, test);
    if (const int row = rowOf(endpointId); row >= 0)
        Q_EMIT dataChanged(index(row, State), index(row, State));
}

QString ProviderTableModel::stateText(const ProviderRow& row) const
{
    const LastTest test = m_tests.value(row.endpoint.id);
    switch (test.kind) {
    case LastTest::Kind::Running: return tr("testing…");
    case LastTest::Kind::Good: return tr("works");
    case LastTest::Kind::Bad: return tr("failed: %1").arg(visibleCharacters(test.words));
    case LastTest::Kind::None: break;
    }
    return stateWord(row.state);
}

int ProviderTableModel::rowOf(const QString& endpointId) const
{
    const auto found
        = std::ranges::find_if(m_rows, [&endpointId](const ProviderRow& row) { return row.endpoint.id == endpointId; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ProviderTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProviderTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ProviderTableModel::stateWord(ProviderState state)
{
    switch (state) {
    case ProviderState::Ready: return tr("ready");
    case ProviderState::NeedsKey: return tr("needs a key");
    case ProviderState::NotRunning: return tr("not running");
    case ProviderState::NeedsAddress: return tr("address incomplete");
    }
    return {};
}

QString ProviderTableModel::addressText(const Endpoint& endpoint)
{
    if (endpoint.simulated)
        return tr("built in");
    const QString host = endpoint.baseUrl.host(QUrl::FullyEncoded);
    if (host.isEmpty())
        return u"–"_s;
    return endpoint.baseUrl.port() > 0 ? u"%1:%2"_s.arg(host).arg(endpoint.baseUrl.port()) : host;
}

QString ProviderTableModel::keyText(const ProviderRow& row) const
{
    if (!row.keySource.isEmpty())
        return visibleCharacters(row.keySource);
    return row.endpoint.auth == AuthScheme::None ? tr("none needed") : u"–"_s;
}

QString ProviderTableModel::spentText(const ProviderRow& row) const
{
    if (row.endpoint.simulated)
        return tr("simulated");
    if (row.endpoint.local)
        return tr("local");
    if (row.spentThisMonth) {
        SpendTotal total;
        total.known = *row.spentThisMonth;
        total.unpriced = row.unpricedThisMonth;
        return Formats().spend(total);
    }
    return row.unpricedThisMonth > 0 ? tr("%1 unpriced").arg(Formats().exactCount(row.unpricedThisMonth)) : u"–"_s;
}

QString ProviderTableModel::text(const ProviderRow& row, int column) const
{
    switch (column) {
    case Name: return visibleCharacters(row.endpoint.name);
    case Address: return addressText(row.endpoint);
    case Key: return keyText(row);
    case Models: return row.catalogModels > 0 ? Formats().exactCount(row.catalogModels) : u"–"_s;
    case State: return stateText(row);
    case Spent: return spentText(row);
    default: return {};
    }
}

QString ProviderTableModel::toolTip(const ProviderRow& row, int column) const
{
    switch (column) {
    case Name: return row.endpoint.dataPolicy;
    case Address: return row.endpoint.baseUrl.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    case Key: return row.keySource;
    case State:
        return row.missing.isEmpty() ? m_tests.value(row.endpoint.id).detail : tr("Not set: %1").arg(row.missing);
    case Spent: return row.spentThisMonth ? Formats().exactMoney(*row.spentThisMonth) : QString();
    default: return {};
    }
}

QVariant ProviderTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ProviderRow& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole: return plainToolTip(visibleCharacters(toolTip(row, index.column())));
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), text(row, index.column()));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case IdRole: return row.endpoint.id;
    case StateRole: return static_cast<int>(row.state);
    case TestRole: return static_cast<int>(m_tests.value(row.endpoint.id).kind);
    case FilterRole:
        return QStringList{
            row.endpoint.name, row.endpoint.id, addressText(row.endpoint), row.keySource, stateWord(row.state)}
            .join(u' ');
    default: return {};
    }
}

QVariant ProviderTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && section == Models)
        return tr("Models of this provider that have a price in the catalogue");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Provider");
    case Address: return tr("Address");
    case Key: return tr("Key");
    case Models: return tr("Models");
    case State: return tr("State");
    case Spent: return tr("This month");
    default: return {};
    }
}

} // namespace assay
