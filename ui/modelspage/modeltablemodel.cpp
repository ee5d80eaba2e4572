// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/modelspage/modeltablemodel.h"

#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plaintooltip.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool isNumeric(int column)
{
    return column >= ModelTableModel::Context && column <= ModelTableModel::Cached;
}

bool isDeprecated(const ModelRow& row)
{
    return row.known && row.known->status == ModelStatus::Deprecated && row.confidence != "own"_L1;
}

CellInk inkOf(const ModelRow& row, int column)
{
    if (column == ModelTableModel::Provider || column == ModelTableModel::Abilities)
        return CellInk::Muted;
    if (column != ModelTableModel::Price)
        return CellInk::Text;
    if (isDeprecated(row))
        return CellInk::Bad;
    if (row.confidence == "confirmed"_L1 || row.confidence == "own"_L1)
        return CellInk::Good;
    return row.confidence == "disputed"_L1 || row.confidence == "single"_L1 ? CellInk::Warn : CellInk::Muted;
}

std::optional<Money> rateOf(const ModelRow& row, int column)
{
    if (!row.price)
        return std::nullopt;
    switch (column) {
    case ModelTableModel::Input: return row.price->rates[UsageClass::Input];
    case ModelTableModel::Output: return row.price->rates[UsageClass::Output];
    case ModelTableModel::Cached: return row.price->rates[UsageClass::CacheRead];
    default: return std::nullopt;
    }
}

QString rateText(const std::optional<Money>& rate)
{
    const auto scaled = rate ? Money::product(1'000'000, *rate) : std::nullopt;
    return scaled ? Formats().perMillion(*scaled) : u"–"_s;
}

} // namespace

void ModelTableModel::setRows(const QList<ModelRow>& rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int ModelTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ModelTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ModelTableModel::confidenceWord(const ModelRow& row)
{
    if (row.access == ModelAccess::Simulated)
        return tr("simulated");
    if (!row.price)
        return row.access == ModelAccess::Local ? tr("local, no price") : tr("unknown");
    if (isDeprecated(row))
        return tr("deprecated");
    struct Word {
        QLatin1StringView name;
        QString text;
    };
    const std::array words = {Word{"confirmed"_L1, tr("two lists agree")}, Word{"single"_L1, tr("one list")},
        Word{"disputed"_L1, tr("lists disagree")}, Word{"volatile"_L1, tr("changes often")},
        Word{"curated"_L1, tr("by hand")}, Word{"free"_L1, tr("free")}, Word{"own"_L1, tr("my own")},
        Word{"hypothetical"_L1, tr("hypothetical")}};
    const auto found = std::ranges::find(words, row.confidence, &Word::name);
    return found == words.end() ? row.confidence : found->text;
}

QStringList ModelTableModel::abilityWords(const ModelRow& row)
{
    if (!row.known)
        return {};
    struct Word {
        QLatin1StringView name;
        QString text;
    };
    const std::array words = {Word{"image"_L1, tr("images")}, Word{"audio"_L1, tr("audio")},
        Word{"video"_L1, tr("video")}, Word{"pdf"_L1, tr("PDF")}, Word{"tools"_L1, tr("tools")},
        Word{"reasoning"_L1, tr("thinking")}, Word{"structured_output"_L1, tr("JSON schema")},
        Word{"prompt_caching"_L1, tr("prompt cache")}, Word{"web_search"_L1, tr("web search")}};
    QStringList out;
    for (const auto& word : words) {
        if (row.known->inputs.contains(word.name) || row.known->capabilities.contains(word.name))
            out += word.text;
    }
    return out;
}

QString ModelTableModel::text(const ModelRow& row, int column) const
{
    switch (column) {
    case Name: return visibleCharacters(row.name);
    case Provider: return visibleCharacters(row.provider);
    case Context:
        return row.known && row.known->contextTokens ? Formats().tokenCount(*row.known->contextTokens) : u"–"_s;
    case Input:
    case Output:
    case Cached: return rateText(rateOf(row, column));
    case Abilities: return abilityWords(row).join(tr(", "));
    case Price: return confidenceWord(row);
    default: return {};
    }
}

QVariant ModelTableModel::sortKey(const ModelRow& row, int column) const
{
    if (column == Context)
        return row.known && row.known->contextTokens ? QVariant(*row.known->contextTokens) : QVariant();
    if (isNumeric(column)) {
        const auto rate = rateOf(row, column);
        return rate ? QVariant(rate->pico()) : QVariant();
    }
    return text(row, column).toCaseFolded();
}

QVariant ModelTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ModelRow& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(visibleCharacters(index.column() == Abilities ? text(row, Abilities) : row.ref.toString()));
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), text(row, index.column()));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole: return sortKey(row, index.column());
    case InkRole: return static_cast<int>(inkOf(row, index.column()));
    default: return {};
    }
}

QVariant ModelTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Model");
    case Provider: return tr("Provider");
    case Context: return tr("Context");
    case Input: return tr("In, $ / M");
    case Output: return tr("Out, $ / M");
    case Cached: return tr("Cached");
    case Abilities: return tr("Takes and does");
    case Price: return tr("Price");
    default: return {};
    }
}

ModelFilterModel::ModelFilterModel(ModelTableModel* models, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_models(models)
{
    setSourceModel(models);
    setSortRole(ModelTableModel::SortRole);
    sort(-1);
}

void ModelFilterModel::setFilter(const ModelFilter& filter)
{
    m_filter = filter;
    m_words = filter.text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

bool ModelFilterModel::filterAcceptsRow(int row, const QModelIndex&) const
{
    const ModelRow& model = m_models->at(row);
    switch (m_filter.access) {
    case ModelFilter::Access::All: break;
    case ModelFilter::Access::WithKey:
        if (model.access == ModelAccess::NeedsKey)
            return false;
        break;
    case ModelFilter::Access::Local:
        if (model.access != ModelAccess::Local)
            return false;
        break;
    }
    const bool able = std::ranges::all_of(m_filter.needs, [&](const QString& need) {
        return model.known && (model.known->capabilities.contains(need) || model.known->inputs.contains(need));
    });
    const QString text = (model.name + u' ' + model.provider + u' ' + model.ref.toString()).toCaseFolded();
    return able && std::ranges::all_of(m_words, [&](const QString& word) { return text.contains(word); });
}

/// Unknown figures come last in either order.
bool ModelFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(ModelTableModel::SortRole);
    const QVariant b = right.data(ModelTableModel::SortRole);
    if (a.isValid() != b.isValid())
        return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    if (!a.isValid())
        return false;
    return a.typeId() == QMetaType::QString ? a.toString().localeAwareCompare(b.toString()) < 0
                                            : a.toLongLong() < b.toLongLong();
}

} // namespace assay
