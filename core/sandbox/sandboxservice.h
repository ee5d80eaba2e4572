// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sandbox/invoice.h"
#include "core/sandbox/playback.h"
#include "core/sandbox/promptcache.h"
#include "core/sandbox/sandboxformat.h"
#include "core/sandbox/scenario.h"
#include "core/support/clock.h"
#include "core/wire/httprequestreader.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace assay {

struct SandboxOptions {
    quint64 seed = 1; ///< the same seed, model and chat give the same answer
    double paceFactor = 1; ///< multiplies all waiting of the models; 0: as fast as possible
    Scenario scenario;
    QString invoicePath; ///< empty: no invoice is kept
    quint16 port = 0; ///< 0: any free one
    HttpRequestReader::Limits limits;
};

/// What to send for one request, and the line it puts on the invoice once its end is known.
struct SandboxExchange {
    Playback playback;
    std::optional<InvoiceLine> invoice; ///< absent for anything but chat requests
    std::optional<bool> billed; ///< set by a scenario
};

/// Tokens that have left, and how the answer ended.
struct SandboxOutcome {
    InvoiceState state = InvoiceState::Complete;
    qint64 output = 0;
    qint64 reasoning = 0;
    qint64 tokensSent = 0;
};

/// The simulated provider without its sockets: requests in, playbacks out. Holds what a provider remembers between
/// requests: prompt cache, scenario counters, invoice. Belongs to one thread.
class SandboxService
{
public:
    SandboxService(const SandboxOptions& options, std::unique_ptr<const Clock> clock);

    /// Opens the invoice file. Fails with Storage.
    Result<void> open();

    const Clock& clock() const { return *m_clock; }

    SandboxExchange answer(const IncomingRequest& request);
    /// For bytes that are no readable request.
    SandboxExchange refuse(const Error& error) const;

    /// Puts an exchange on the invoice, if it belongs there.
    void record(const SandboxExchange& exchange, const SandboxOutcome& outcome);

private:
    enum class Route : std::uint8_t { Chat, Count, Models, Model, Version, Root, Unknown };
    struct Target {
        Route route = Route::Unknown;
        const SandboxFormat* format = nullptr;
        QString model; ///< named in the path
    };

    Target targetOf(const IncomingRequest& request) const;
    const SandboxFormat* format(QLatin1StringView id) const;
    SandboxExchange chat(const IncomingRequest& request, const Target& target, const std::optional<Fault>& rule);
    SandboxExchange replaced(const Fault& fault, const SandboxFormat& format, const QString& model) const;
    SandboxExchange failed(const SandboxFormat& format, Error error, const QString& model) const;
    Playback playbackOf(const SandboxFormat& format, const SandboxCall& call, const SandboxAnswer& answer,
        const StreamFault& fault) const;
    Playback otherAnswer(const Target& target, const IncomingRequest& request) const;
    /// For a failed request that is billed all the same: the provider has read it.
    void chargePrompt(InvoiceLine& line, const IncomingRequest& request, const Target& target) const;
    InvoiceLine lineFor(const SandboxFormat& format, const QString& model, int status, const QString& id) const;

    SandboxOptions m_options;
    std::unique_ptr<const Clock> m_clock;
    std::vector<std::unique_ptr<const SandboxFormat>> m_formats;
    ScenarioRun m_scenario;
    PromptCache m_cache;
    InvoiceWriter m_invoice;
};

} // namespace assay
