// Moves the device, as far as a page can tell.

function shake() {
  for (const strength of [5, 40, -40]) {
    const way = {x: strength, y: strength, z: strength};
    const turn = {alpha: strength, beta: strength, gamma: strength};
    const motion = {acceleration: way, accelerationIncludingGravity: way, rotationRate: turn, interval: 16};
    dispatchEvent(new DeviceMotionEvent('devicemotion', motion));
    for (const type of ['deviceorientation', 'deviceorientationabsolute']) {
      dispatchEvent(new DeviceOrientationEvent(type, {...turn, absolute: false}));
    }
  }
}

nyx.motion = {shake};
