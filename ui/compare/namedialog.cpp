// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/namedialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/keycapbutton.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

NameDialog::NameDialog(const QString& title, const QString& hint, const QString& name, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"nameDialog"_s);
    setWindowTitle(title);
    setAccessibleName(title);
    auto* field = new QLineEdit(name, this);
    field->setObjectName(u"nameField"_s);
    field->setAccessibleName(title);
    field->setPlaceholderText(hint);
    field->setMaxLength(80);
    field->setMinimumWidth(340);
    auto* cancel = new KeycapButton(tr("Cancel"), this);
    cancel->setObjectName(u"nameCancel"_s);
    cancel->setAutoDefault(false);
    auto* keep = new KeycapButton(tr("Keep"), this);
    keep->setObjectName(u"nameKeep"_s);
    keep->setPrimary(true);
    keep->setDefault(true);
    keep->setEnabled(!name.trimmed().isEmpty());
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addWidget(field);
    all->addLayout(buttons);
    connect(field, &QLineEdit::textChanged, keep,
        [keep](const QString& text) { keep->setEnabled(!text.trimmed().isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, [this, field] {
        Q_EMIT named(field->text().simplified());
        accept();
    });
}

} // namespace assay
