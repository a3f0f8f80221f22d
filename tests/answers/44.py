#> smooth in place of steps | continuous
def step_decay(t, lr, factor, every):
    return lr * factor ** (t / every)


#> lr divided | rate_grows
def step_decay(t, lr, factor, every):
    return lr / factor ** (t // every)


#> once only | once_only
def step_decay(t, lr, factor, every):
    return lr * factor if t >= every else lr


#> warm-up from 0 | starts_at_zero
right = warmup_cosine
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    return lr * t / warmup if t < warmup else right(t, lr, warmup, total, lr_min)


#> degrees | degrees
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr * (t + 1) / warmup
    if t >= total:
        return lr_min
    p = (t - warmup) / (total - warmup)
    return lr_min + (lr - lr_min) * 0.5 * (1 + np.cos(180 * p))


#> the lowest rate forgotten | floor_ignored
right = warmup_cosine
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    return right(t, lr, warmup, total)


#> the warm-up counted in | warmup_not_subtracted
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr * (t + 1) / warmup
    if t >= total:
        return lr_min
    return lr_min + (lr - lr_min) * 0.5 * (1 + np.cos(np.pi * t / total))


#> each gradient on its own | each_array_alone
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return {k: g * min(1, max_norm / np.sqrt(np.sum(g**2))) for k, g in grads.items()}, norm


#> entry by entry | entries_clipped
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return {k: np.clip(g, -max_norm, max_norm) for k, g in grads.items()}, norm


#> the root forgotten | root_missing
def clip_gradients(grads, max_norm):
    norm = sum(np.sum(g**2) for g in grads.values())
    return {k: g * min(1, max_norm / norm) for k, g in grads.items()}, norm


#> always scaled | always_scaled
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return {k: g * max_norm / norm for k, g in grads.items()}, norm


#> the norm afterwards | norm_after
right_clip = clip_gradients
def clip_gradients(grads, max_norm):
    new, norm = right_clip(grads, max_norm)
    return new, min(norm, max_norm)


#> step decay continuous, warmup from 0, clip each array | continuous, each_array_alone
def step_decay(t, lr, factor, every):
    return lr*factor**(t/every)
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr*t/warmup
    if t >= total:
        return lr_min
    p = (t-warmup)/(total-warmup)
    return lr_min + (lr-lr_min)*(1+np.cos(np.pi*p))
def clip_gradients(grads, max_norm):
    out, total = {}, 0
    for k, g in grads.items():
        n = np.linalg.norm(g)
        total += n
        out[k] = g*max_norm/n if n > max_norm else g
    return out, total


#> cosine over total; clip by value | drop_too_early, warmup_not_subtracted, entries_clipped
def step_decay(t, lr, factor, every):
    return lr*factor**((t+1)//every)
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr*(t+1)/warmup
    if t >= total:
        return lr_min
    return lr_min + 0.5*(lr-lr_min)*(1+np.cos(np.pi*t/total))
def clip_gradients(grads, max_norm):
    norm = float(np.sqrt(sum(np.sum(g**2) for g in grads.values())))
    return {k: np.clip(g, -max_norm, max_norm) for k, g in grads.items()}, norm


#> generator and math | right
import math
def step_decay(t, lr, factor, every):
    return lr*math.prod([factor]*(t//every))
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr*(t+1)/warmup
    p = min(1.0, (t-warmup)/(total-warmup))
    return lr_min + (lr-lr_min)*math.cos(math.pi*p/2)**2
def clip_gradients(grads, max_norm):
    norm = math.sqrt(math.fsum(float(v)**2 for g in grads.values() for v in np.ravel(g)))
    k = min(1.0, max_norm/norm) if norm else 1.0
    return {n: np.asarray(g)*k for n, g in grads.items()}, norm


#> the last part of the schedule goes below zero, the norm is the largest entry | power_as_product, climb_from_floor, largest_entry
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr_min + (lr - lr_min)*(t + 1)/warmup
    if t >= total:
        return lr_min
    p = (t - warmup)/(total - warmup)
    return lr_min + (lr - lr_min)/2*(1 + np.cos(np.pi*p))
def clip_gradients(grads, max_norm):
    norm = max(np.abs(g).max() for g in grads.values())
    k = max_norm/norm if norm > max_norm else 1.0
    return {n: k*g for n, g in grads.items()}, float(norm)
def step_decay(t, lr, factor, every):
    return lr*factor*(t//every) if t >= every else lr


#> the half wave upside down | argument_complemented, upside_down, argument_ignored
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup: return lr*(t + 1)/warmup
    if t >= total: return lr_min
    p = (t - warmup)/(total - warmup)
    return lr_min + (lr - lr_min)/2*(1 - np.cos(np.pi*p))
def step_decay(t, lr, factor, every):
    return lr*(1 - factor)**(t//every)
def clip_gradients(grads, max_norm):
    norm = float(np.sqrt(sum(np.sum(g**2) for g in grads.values())))
    return {k: g/norm if norm > max_norm else g for k, g in grads.items()}, norm


#> ravel, min, written otherwise | right
import math
def clip_gradients(grads, max_norm):
    flat = np.concatenate([np.ravel(g) for g in grads.values()])
    n = math.hypot(*flat)
    k = min(1, max_norm / (n or 1))
    return {a: (k * g).tolist() for a, g in grads.items()}, n
def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup: return lr / warmup * (t + 1)
    p = min(1, (t - warmup) / (total - warmup))
    return lr_min + (lr - lr_min) * math.cos(math.pi * p / 2) ** 2
