// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/providerspage.h"

#include "ui/settings/addressdialog.h"
#include "ui/settings/keypanel.h"
#include "ui/settings/providerlist.h"
#include "ui/settings/providertests.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

ProvidersPage::ProvidersPage(ProviderService* service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_tests(new ProviderTests(service, this))
    , m_keys(new KeyPanel(service, m_tests, this))
    , m_list(new ProviderList(service, m_tests, this))
{
    setObjectName(u"providersPage"_s);
    setAccessibleName(tr("Settings, providers and keys"));
    auto* boxes = new QVBoxLayout(this);
    boxes->setContentsMargins(space::section, space::section, space::section, space::section);
    boxes->setSpacing(space::page);
    boxes->addWidget(m_keys);
    boxes->addWidget(m_list, 1);
    setFocusProxy(m_keys->findChild<QWidget*>(u"keyField"_s));

    connect(service, &ProviderService::changed, this, [this] {
        m_keys->refresh();
        m_list->refresh();
    });
    connect(m_keys, &KeyPanel::addressRequested, this, &ProvidersPage::addByAddress);
    connect(m_keys, &KeyPanel::keySaved, m_list, &ProviderList::select);
    connect(m_list, &ProviderList::keyWanted, m_keys, &KeyPanel::enterKeyFor);
    connect(m_list, &ProviderList::laneWanted, this, &ProvidersPage::laneWanted);
}

void ProvidersPage::addByAddress(const QString& address)
{
    auto* dialog = new AddressDialog(
        [this](const Endpoint& endpoint) { return m_service->addEndpoint(endpoint); }, address, this);
    connect(dialog, &AddressDialog::added, this, &ProvidersPage::onAdded);
    dialog->open();
}

void ProvidersPage::onAdded(const Endpoint& endpoint)
{
    m_list->refresh();
    m_keys->refresh();
    m_list->select(endpoint.id);
    if (endpoint.auth != AuthScheme::None)
        m_keys->enterKeyFor(endpoint.id);
}

} // namespace assay
