// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/modelspage/modelspage.h"

#include "ui/modelspage/modeldetail.h"
#include "ui/modelspage/ownpricedialog.h"
#include "ui/modelspage/priceupdatedialog.h"
#include "ui/text/formats.h"
#include "ui/widgets/barheight.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

ModelsPage::ModelsPage(ModelsService* service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_models(new ModelTableModel(this))
    , m_shown(new ModelFilterModel(m_models, this))
{
    setObjectName(u"modelsPage"_s);
    setAccessibleName(tr("Models"));
    makeTable();
    m_detail = new ModelDetail(this);
    m_notice = new PlainLabel({}, this);
    m_notice->setObjectName(u"modelsNotice"_s);
    m_notice->setContentsMargins(space::section, space::control, space::section, space::control);
    m_notice->hide();
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_table, 1);
    body->addWidget(m_detail);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeBar());
    all->addWidget(m_notice);
    all->addLayout(body, 1);
    setFocusProxy(m_search);

    connect(service, &ModelsService::rowsRead, this, &ModelsPage::onRows);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ModelsPage::onSelected);
    connect(m_detail, &ModelDetail::ownPriceWanted, this, &ModelsPage::editPrice);
    connect(m_detail, &ModelDetail::laneWanted, this, [this](const ModelRow& row) {
        Q_EMIT laneWanted({.ref = row.ref, .name = row.name, .provider = row.provider, .endpoint = row.endpoint});
        m_notice->setText(tr("%1 was added to the line-up of Compare.").arg(row.name));
        m_notice->show();
    });
}

QWidget* ModelsPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* title = new PlainLabel(tr("Models"), bar);
    title->setRole(FontRole::Title);
    m_search = new QLineEdit(bar);
    m_search->setObjectName(u"modelSearch"_s);
    m_search->setAccessibleName(tr("Search models"));
    m_search->setPlaceholderText(tr("Search models"));
    m_search->setClearButtonEnabled(true);
    m_search->setTextMargins(space::badge, 0, space::badge, 0);
    m_search->setMinimumWidth(180);
    m_search->setMaximumWidth(280);
    m_access = new QComboBox(bar);
    m_access->setObjectName(u"modelAccess"_s);
    m_access->setAccessibleName(tr("Which providers"));
    m_access->addItems({tr("All providers"), tr("That I can ask"), tr("Local")});
    auto* needs = new QToolButton(bar);
    needs->setObjectName(u"modelNeeds"_s);
    needs->setText(tr("Must …"));
    needs->setAccessibleName(tr("What the model must be able to do"));
    needs->setPopupMode(QToolButton::InstantPopup);
    needs->setMenu(makeNeeds());
    m_count = new PlainLabel({}, bar);
    m_count->setRole(FontRole::Small, &Theme::muted);
    auto* refresh = new KeycapButton(tr("Update prices…"), bar);
    refresh->setObjectName(u"modelUpdate"_s);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->setSpacing(space::control);
    row->addWidget(title);
    row->addWidget(m_search, 1);
    row->addWidget(m_access);
    row->addWidget(needs);
    row->addStretch(1);
    row->addWidget(m_count);
    row->addWidget(refresh);
    new BarHeight(bar, space::toolbarHeight, 26);
    connect(m_search, &QLineEdit::textChanged, this, &ModelsPage::applyFilter);
    connect(m_access, &QComboBox::currentIndexChanged, this, &ModelsPage::applyFilter);
    connect(refresh, &QPushButton::clicked, this, &ModelsPage::updatePrices);
    return bar;
}

QMenu* ModelsPage::makeNeeds()
{
    m_needs = new QMenu(this);
    m_needs->setAccessibleName(tr("What the model must be able to do"));
    const std::array needs = {std::pair(u"tools"_s, tr("use tools")), std::pair(u"reasoning"_s, tr("think")),
        std::pair(u"structured_output"_s, tr("answer by a JSON schema")), std::pair(u"image"_s, tr("take images")),
        std::pair(u"pdf"_s, tr("take PDF")), std::pair(u"audio"_s, tr("take audio")),
        std::pair(u"prompt_caching"_s, tr("cache prompts"))};
    for (const auto& [name, text] : needs) {
        QAction* action = m_needs->addAction(text);
        action->setCheckable(true);
        action->setData(name);
        connect(action, &QAction::toggled, this, &ModelsPage::applyFilter);
    }
    return m_needs;
}

void ModelsPage::makeTable()
{
    m_table = new FlatTable(this);
    m_table->setObjectName(u"modelTable"_s);
    m_table->setAccessibleName(tr("Models"));
    m_table->setModel(m_shown);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(ModelTableModel::Abilities, QHeaderView::Stretch);
    const int character = fontMetrics().averageCharWidth();
    const std::array widths = {26, 15, 11, 13, 14, 11, 0, 18};
    for (int column = 0; column < ModelTableModel::ColumnCount; ++column)
        header->resizeSection(column, widths[static_cast<std::size_t>(column)] * character);
}

void ModelsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_read)
        return;
    m_read = true;
    m_service->readRows();
}

void ModelsPage::onRows(const QList<ModelRow>& rows)
{
    const auto current = m_table->currentIndex();
    const auto selected = current.isValid() ? m_models->at(m_shown->mapToSource(current).row()).ref : ModelRef();
    m_models->setRows(rows);
    for (int row = 0; row < rows.size(); ++row) {
        if (rows[row].ref == selected)
            m_table->setCurrentIndex(m_shown->mapFromSource(m_models->index(row, 0)));
    }
    if (!m_table->currentIndex().isValid() && m_shown->rowCount() > 0)
        m_table->setCurrentIndex(m_shown->index(0, 0));
    updateCount();
}

void ModelsPage::onSelected()
{
    const auto current = m_table->currentIndex();
    if (current.isValid() && m_table->selectionModel()->isRowSelected(current.row()))
        m_detail->show(m_models->at(m_shown->mapToSource(current).row()));
    else
        m_detail->clear();
}

void ModelsPage::applyFilter()
{
    ModelFilter filter{
        .text = m_search->text(), .access = static_cast<ModelFilter::Access>(m_access->currentIndex()), .needs = {}};
    for (const auto* action : m_needs->actions()) {
        if (action->isChecked())
            filter.needs += action->data().toString();
    }
    m_shown->setFilter(filter);
    updateCount();
}

void ModelsPage::updateCount()
{
    const Formats formats;
    m_count->setText(
        tr("%1 of %2").arg(formats.exactCount(m_shown->rowCount()), formats.exactCount(m_models->rowCount())));
}

void ModelsPage::updatePrices()
{
    auto* dialog = new PriceUpdateDialog(m_service, this);
    connect(dialog, &PriceUpdateDialog::taken, this, [this](const QString& sentence) {
        m_notice->setText(sentence);
        m_notice->show();
    });
    dialog->open();
}

void ModelsPage::editPrice(const ModelRow& row)
{
    (new OwnPriceDialog(m_service, row, this))->open();
}

} // namespace assay
