// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/differencesdialog.h"

#include "ui/text/formats.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

DifferencesDialog::DifferencesDialog(QList<LaneIdentity> lanes, QWidget* parent)
    : QDialog(parent)
    , m_lanes(std::move(lanes))
    , m_verdict(new PlainLabel({}, this))
    , m_table(new QTableWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"differencesDialog"_s);
    setWindowTitle(tr("What the lanes do not share"));
    setAccessibleName(windowTitle());
    m_verdict->setObjectName(u"differencesVerdict"_s);
    m_verdict->setWordWrap(true);
    m_table->setObjectName(u"differencesTable"_s);
    m_table->setAccessibleName(windowTitle());
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* all = new QCheckBox(tr("Also what they share"), this);
    all->setObjectName(u"differencesAll"_s);
    all->setAccessibleName(all->text());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::section, space::section, space::section, space::section);
    layout->setSpacing(space::page);
    layout->addWidget(m_verdict);
    layout->addWidget(m_table, 1);
    layout->addWidget(all);
    connect(all, &QCheckBox::toggled, this, &DifferencesDialog::fill);
    fill(false);
    resize(std::min(240 + 170 * static_cast<int>(m_lanes.size()), 1100), 420);
}

void DifferencesDialog::fill(bool all)
{
    const QList<LaneFact> differing = LaneDifferences::differing(m_lanes);
    m_verdict->setText(LaneDifferences::verdict(differing));
    m_verdict->setRole(FontRole::BodyStrong, LaneDifferences::isConfounded(differing) ? &Theme::warn : &Theme::text);
    QList<LaneFact> facts = differing;
    if (all)
        facts = LaneDifferences::facts(m_lanes);
    QStringList heads{QString()};
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i)
        heads.append(laneLetter(i));
    m_table->setColumnCount(static_cast<int>(heads.size()));
    m_table->setHorizontalHeaderLabels(heads);
    m_table->setRowCount(static_cast<int>(facts.size()));
    for (int row = 0; row < static_cast<int>(facts.size()); ++row) {
        const LaneFact& fact = facts.at(row);
        m_table->setItem(row, 0, new QTableWidgetItem(fact.name));
        for (int lane = 0; lane < static_cast<int>(fact.values.size()); ++lane) {
            const QString& value = fact.values.at(lane);
            auto* item = new QTableWidgetItem(value.isEmpty() ? tr("default") : value.left(200));
            QFont font = m_table->font();
            font.setBold(fact.differs());
            item->setFont(font);
            item->setToolTip(value.toHtmlEscaped().left(2000));
            m_table->setItem(row, lane + 1, item);
        }
    }
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
}

} // namespace assay
