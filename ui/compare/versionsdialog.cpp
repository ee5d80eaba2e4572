// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/versionsdialog.h"

#include "ui/compare/difftext.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString wholeText(const PromptVersion& version)
{
    return version.system.isEmpty() ? version.text
                                    : VersionsDialog::tr("System: %1\n\n%2").arg(version.system, version.text);
}

} // namespace

VersionsDialog::VersionsDialog(QList<PromptVersion> versions, QWidget* parent)
    : QDialog(parent)
    , m_versions(std::move(versions))
    , m_old(new QComboBox(this))
    , m_new(new QComboBox(this))
    , m_left(new DiffText(DiffText::Side::Left, this))
    , m_right(new DiffText(DiffText::Side::Right, this))
    , m_facts(new PlainLabel({}, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"versionsDialog"_s);
    setWindowTitle(tr("Versions of a prompt"));
    setAccessibleName(windowTitle());
    for (const PromptVersion& version : std::as_const(m_versions)) {
        const QString words = tr("Version %1, %2, %n runs", nullptr, version.runs)
                                  .arg(version.version)
                                  .arg(QLocale().toString(version.at.toLocalTime(), QLocale::ShortFormat));
        m_old->addItem(words);
        m_new->addItem(words);
    }
    m_old->setObjectName(u"versionOld"_s);
    m_old->setAccessibleName(tr("Version on the left"));
    m_new->setObjectName(u"versionNew"_s);
    m_new->setAccessibleName(tr("Version on the right"));
    m_left->setObjectName(u"versionLeft"_s);
    m_left->setAccessibleName(tr("Version on the left"));
    m_right->setObjectName(u"versionRight"_s);
    m_right->setAccessibleName(tr("Version on the right"));
    m_facts->setObjectName(u"versionFacts"_s);
    m_facts->setRole(FontRole::Small, &Theme::muted);
    const int last = static_cast<int>(m_versions.size()) - 1;
    m_old->setCurrentIndex(std::max(0, last - 1));
    m_new->setCurrentIndex(last);

    auto* close = new KeycapButton(tr("Close"), this);
    close->setObjectName(u"versionsClose"_s);
    close->setAutoDefault(false);
    auto* take = new KeycapButton(tr("Use the right one"), this);
    take->setObjectName(u"versionsTake"_s);
    take->setPrimary(true);
    take->setDefault(true);
    auto* sides = new QGridLayout;
    sides->setSpacing(space::control);
    sides->addWidget(m_old, 0, 0);
    sides->addWidget(m_new, 0, 1);
    sides->addWidget(m_left, 1, 0);
    sides->addWidget(m_right, 1, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_facts);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(take);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addLayout(sides, 1);
    all->addLayout(buttons);
    connect(m_old, &QComboBox::activated, this, &VersionsDialog::compare);
    connect(m_new, &QComboBox::activated, this, &VersionsDialog::compare);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(take, &QPushButton::clicked, this, [this] {
        Q_EMIT taken(m_versions.at(m_new->currentIndex()));
        accept();
    });
    resize(860, 440);
    compare();
}

void VersionsDialog::compare()
{
    const TextDiff diff
        = diffTexts(wholeText(m_versions.at(m_old->currentIndex())), wholeText(m_versions.at(m_new->currentIndex())));
    m_left->setSide(diff.left, diff.unit, 0);
    m_right->setSide(diff.right, diff.unit, 1);
    m_facts->setText(tr("%n changes", nullptr, diff.changes));
}

} // namespace assay
